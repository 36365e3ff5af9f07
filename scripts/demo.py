"""The whole chain, headless, through Processing: on the synthetic city, or on your own data.

``scripts/demo`` prepares Python and QGIS and then runs this file.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "land_subsidence"


def main(arguments: list[str]) -> int:
    options = read_options(arguments)
    started = time.perf_counter()
    import_plugin()
    from land_subsidence.subsidence.errors import SubsidenceError

    try:
        inputs = find_inputs(options)
        print("Starting QGIS …", flush=True)
        application, provider = start_qgis(options.output)
        from showcase.chain import StepFailed

        print(f"QGIS is ready after {time.perf_counter() - started:.1f} s.", flush=True)
        try:
            run(inputs, options)
        except StepFailed as error:
            raise SubsidenceError(str(error)) from error
        finally:
            del provider
            application.exitQgis()
    except SubsidenceError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"Done in {time.perf_counter() - started:.0f} s.")
    return 0


def read_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="Import, factors, K-Shape clusters, grey grades, PSO-BP rates and LSTM forecast in one go."
        " Without options on a synthetic city whose answers are known.",
    )
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--licsbas", metavar="FILE", help="LiCSBAS cum.h5 or cum_filt.h5, or a TS_* folder")
    data.add_argument("--points", metavar="LAYER", help="any point layer with DYYYYMMDD fields")
    parser.add_argument("--factors", metavar="DIR", help="folder of maps: vectors give distances, rasters values")
    parser.add_argument("--layers", default="", metavar="A,B", help="use only these vector layers of the folder")
    parser.add_argument(
        "--classes", action="append", default=[], metavar="LAYER=FIELD", help="polygons whose class counts"
    )
    parser.add_argument(
        "--stations",
        action="append",
        default=[],
        metavar="PREFIX[:HOW]=LAYER,TABLE",
        help="stations with a table of values; HOW an epoch gets one: value, sum, mean (since the epoch before), month",
    )
    parser.add_argument("--unit", choices=("mm", "cm", "m"), default="mm", help="unit of the points' fields")
    parser.add_argument("--clusters", type=int, default=None, help="number of clusters; 0 lets the elbow choose")
    parser.add_argument("--horizon", type=int, default=10, help="epochs to forecast; 0 leaves it out")
    parser.add_argument("--block", type=float, default=0.0, help="side in m of the blocks that test the rate model")
    parser.add_argument("--size", type=int, default=4000, help="points of the synthetic city (the paper has 40901)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--quick", action="store_true", help="coarse settings, to see how it works: do not believe the numbers"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "demo_output", help="where everything goes")
    options = parser.parse_args(arguments)
    if options.factors and not (options.licsbas or options.points):
        parser.error("--factors belongs to --licsbas or --points")
    options.output = options.output.resolve()
    options.command = "scripts/demo " + " ".join(arguments)
    return options


def import_plugin() -> None:
    """The plugin under its installed name, wherever the checkout lies; nothing of QGIS is loaded yet."""
    if PACKAGE in sys.modules:
        return
    sys.path.insert(0, str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


def start_qgis(output: Path):
    """QGIS without a window, Processing and our provider. Keep both that it returns."""
    import_plugin()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    profile = output / "work" / "profile"
    profile.mkdir(parents=True, exist_ok=True)
    application = QgsApplication([], True, str(profile))
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from land_subsidence.processing_provider.provider import SubsidenceProvider
    from processing.core.Processing import Processing

    Processing.initialize()
    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider  # QGIS holds no reference that keeps the provider's Python part alive


def find_inputs(options: argparse.Namespace):
    from showcase.inputs import synthetic_inputs, user_inputs

    if not (options.licsbas or options.points):
        print(f"Building a synthetic city of {options.size} points …", flush=True)
        return synthetic_inputs(options.output / "input", options.size, options.horizon, options.seed)
    return user_inputs(
        licsbas=options.licsbas,
        points=options.points,
        unit=options.unit,
        factors=options.factors,
        layers=options.layers,
        classes=options.classes,
        stations=options.stations,
    )


def run(inputs, options: argparse.Namespace) -> None:
    from showcase.judge import judge_truth
    from showcase.page import write_page
    from showcase.results import gather, summary
    from showcase.steps import Settings, run_chain

    output, work = options.output, options.output / "work"
    clusters = options.clusters if options.clusters is not None else (0 if inputs.city else 3)
    settings = Settings(clusters, options.horizon, options.block, options.seed, options.quick)
    products = run_chain(inputs, work, output, settings)
    print("Styling layers, drawing maps, writing the report …", flush=True)
    results = gather(inputs, products, output)
    verdicts = judge_truth(inputs.city, products.points) if inputs.city else []
    report = write_page(output / "report.html", inputs, products, verdicts, results.maps, options.command)
    print("\n" + summary(products, verdicts, results, report))
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
