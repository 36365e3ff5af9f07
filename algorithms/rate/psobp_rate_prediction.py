"""The rate of subsidence learned from factors, and how far it can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...bridge.areas import OUTSIDE, area_of_points
from ...bridge.factor_inputs import chosen_factors
from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.packages import how_to_install, missing
from ...subsidence.rate.settings import (
    GRADIENT_DESCENT,
    LEVENBERG_MARQUARDT,
    MEASURED,
    OF_CLUSTERS,
    PAPER,
    TEST_AREA,
    TEST_BLOCKS,
    TEST_RANDOM,
    RateSettings,
    for_clusters,
)
from ...subsidence.series import find_rate_field
from ..base import Choice, SubsidenceAlgorithm
from .rate_layer import cluster_labels, lon_lat_of, metres_of, prediction_columns

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.rate.evaluation import Evaluation, RateScore

MOST_AREAS = 20


@dataclass(frozen=True)
class _Rows:
    """What is known of points, one entry each; see ``evaluation.evaluate``."""

    xy: np.ndarray
    xy_m: np.ndarray
    matrix: np.ndarray
    rate: np.ndarray
    clusters: np.ndarray | None
    lon_lat: np.ndarray | None
    blocks: np.ndarray

    def only(self, rows: np.ndarray) -> _Rows:
        if rows.size == len(self.rate):
            return self
        return replace(self, **{name: values[rows] for name, values in vars(self).items() if values is not None})


class PsobpRatePrediction(SubsidenceAlgorithm):
    ID = "psobp_rate_prediction"
    GROUP = "prediction"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {
        "INPUT": "points.gpkg",
        "FACTORS": ["dist_subway", "height"],
        "CLUSTER": "cluster",
        "MODEL": "rate.npz",
        "OUTPUT": "predicted.gpkg",
    }

    def title(self) -> str:
        return tr("PSO-BP rate prediction")

    def about(self) -> str:
        return tr(
            "<p>Learns the subsidence rate from factors with an ensemble of small neural networks: particle swarms"
            " find the starting weights, back-propagation (Levenberg–Marquardt) refines them, and the middle half of"
            " the ensemble answers. Comes with an interval for every point.</p>"
            "<p><b>Two tests.</b> A random test, as in the paper, has neighbours of every test point among the"
            " training points: it measures interpolation. Cross-validation by blocks of ground predicts blocks never"
            " seen; believe that one. Blocks are as large as the rate's own correlation range unless you say"
            " otherwise. The mean, a plane through the factors and, where scikit-learn is installed, a random forest"
            " and gradient boosting are tested beside.</p>"
            "<p><b>Clusters.</b> With a cluster field one model is trained per cluster. Labels made from the series"
            " leak a little of the answer, so the metrics also show clusters guessed from the factors, and no"
            " clusters.</p>"
            "<p><b>Factors and neighbours.</b> Where validation on rows or blocks left out shows that it helps,"
            " measured points speak for places near them (kriging of the map, or of what the factors leave over);"
            " further away their share fades into the factors' answer. <b>rate_from_factors</b> and"
            " <b>rate_from_neighbours</b> add up to rate_predicted, and the metrics always hold the factors alone too:"
            " only those say something about causes or about ground far from any measurement.</p>"
            "<p><b>Surroundings.</b> Where validation shows that it helps, what the factors say is averaged over the"
            " points around, with a width that validation chose: still the factors alone, but those of a neighbourhood."
            " The metrics tell the width, what each place by itself would have given, and what the same average"
            " makes of the simpler models.</p>"
            "<p>New fields: <b>rate_predicted</b>, <b>rate_error</b> (predicted − observed), <b>rate_lo</b>,"
            " <b>rate_hi</b> (mm/yr), <b>extrapolated</b> (how many factors lie outside what the model has seen)"
            " and <b>split</b>. With an ensemble, its members share out the training and validation points anew.</p>"
            "<p>After Zhou, Zuo and Zhao (2022), <i>Remote Sensing</i> 14(8), 1803, who used one network of 11 units;"
            " by default size and weight decay are chosen by validation, which was measured to be better.</p>"
        )

    def keywords(self) -> list[str]:
        return ["pso", "bp", "particle swarm", "neural network", "backpropagation", "rate", "velocity", "prediction",
                "machine learning", "factors", "cross-validation"]  # fmt: skip

    def define(self) -> None:
        self.add_points("INPUT", tr("Points with factors"), tr("Points with a rate and factor fields."))
        self.add_field(
            "RATE",
            tr("Rate field"),
            tr("The field with the rate; empty takes velocity or the name that other producers use."),
            optional=True,
        )
        self.add_field(
            "FACTORS",
            tr("Factor fields"),
            tr("What the rate is learned from. Text fields are taken as classes."),
            numeric=False,
            several=True,
        )
        self.add_field(
            "CLASSES",
            tr("Factors that are class codes"),
            tr("Numeric factor fields whose numbers are codes, such as geology classes."),
            several=True,
            optional=True,
        )
        self.add_field(
            "CLUSTER",
            tr("Cluster field"),
            tr("One model per cluster; clusters with too few points use the model of all points."),
            optional=True,
        )
        self._define_test()
        self._define_network()
        self._define_places()
        self._define_paper()
        self.add_unit()
        self.add_seed()
        self.add_points_output(
            "OUTPUT", tr("Predicted rates"), tr("The points with predicted rate, error, interval and split.")
        )
        self.add_table_output(
            "METRICS", tr("Metrics"), tr("One row per test, model and cluster: errors, skill, coverage, seconds.")
        )
        self.add_file_output(
            "MODEL", tr("Model file"), tr("For “Predict rate” on other points."), tr("Rate models (*.npz)")
        )
        self.add_report_output()
        self.add_number_output("TEST_MSE", tr("Mean squared error of the test points, (mm/yr)²"))
        self.add_number_output("TEST_R2", tr("Share of the variance explained at the test points"))
        self.add_number_output("WITHIN_10MM", tr("Share of the test points within ±10 mm/yr"))
        self.add_number_output("COVERAGE", tr("Share of the test points inside their interval"))
        self.add_number_output("BLOCK_MSE", tr("Mean squared error of the cross-validation by blocks, (mm/yr)²"))

    def _define_test(self) -> None:
        self.add_choice(
            "SPLIT",
            tr("Test on"),
            tr("Random points, whole blocks of ground, or whole areas of a polygon layer. Validation likewise."),
            [
                Choice(TEST_RANDOM, tr("Random points")),
                Choice(TEST_BLOCKS, tr("Spatial blocks")),
                Choice(TEST_AREA, tr("Areas of a polygon layer")),
            ],
        )
        self.add_number(
            "BLOCK",
            tr("Block size (m, 0 = from the data)"),
            tr("Side of the square blocks; 0 takes the range of the rate's variogram."),
            0.0,
            0.0,
        )
        self.add_vector(
            "AREAS",
            tr("Areas"),
            tr("Polygons, for the test on areas: districts, for example. Points outside all form one more area."),
            optional=True,
        )
        self.add_number("TRAIN", tr("Training share"), tr("Of the points, 0 to 1."), 0.4, 0.01, 0.98)
        self.add_number("VALIDATION", tr("Validation share"), tr("Of the points; the rest tests."), 0.1, 0.01, 0.98)
        self.add_integer(
            "FOLDS",
            tr("Folds of the cross-validation by blocks (0 = none)"),
            tr("Every block or area is predicted by models that saw nothing of it. Takes as many trainings."),
            5,
            0,
            50,
        )

    def _define_network(self) -> None:
        self.add_integer(
            "HIDDEN",
            tr("Hidden neurons (0 = chosen by validation)"),
            tr("The paper has 10 or 11. Where whole blocks are left out, 0 means 20."),
            0,
            0,
            200,
        )
        self.add_integer("MEMBERS", tr("Networks in the ensemble"), tr("1 is the paper's single network."), 10, 1, 200)
        self.add_integer("SWARM", tr("Swarm size"), tr("Particles per network."), 30, 1, 1000, advanced=True)
        self.add_integer(
            "GENERATIONS", tr("Generations"), tr("How often the swarm moves; 0 = no swarm."), 30, 0, 10_000,
            advanced=True,
        )  # fmt: skip
        self.add_number("C1", tr("c1"), tr("Pull to a particle's own best."), 1.49445, 0.0, 10.0, advanced=True)
        self.add_number("C2", tr("c2"), tr("Pull to the swarm's best."), 1.49445, 0.0, 10.0, advanced=True)
        self.add_choice(
            "TRAINING",
            tr("Training"),
            tr("Levenberg–Marquardt is far faster and more accurate; the other is the paper's table."),
            [
                Choice(LEVENBERG_MARQUARDT, tr("Levenberg–Marquardt")),
                Choice(GRADIENT_DESCENT, tr("Gradient descent with momentum")),
            ],
            advanced=True,
        )
        self.add_number("RATE_OF_LEARNING", tr("Learning rate"), tr("Of gradient descent."), 0.8, 1e-6, 10.0, True)
        self.add_number("MOMENTUM", tr("Momentum"), tr("Of gradient descent."), 0.6, 0.0, 0.999, True)
        self.add_integer("EPOCHS", tr("Epochs"), tr("At most, of gradient descent."), 10_000, 1, 10**7, True)
        self.add_number(
            "DECAY",
            tr("Weight decay"),
            tr("Empty: chosen by validation; where whole blocks are left out, by each network for itself."),
            None,
            0.0,
            1e9,
            advanced=True,
            optional=True,
        )
        self.add_flag(
            "FEATURE_SELECTION",
            tr("Do without factors that do not help"),
            tr("Tried on rows left out by validation, within the training part of each test; the metrics name them."),
            False,
            advanced=True,
        )
        self.add_number("LEVEL", tr("Level of the intervals (%)"), tr("Share inside."), 90.0, 1.0, 99.9, advanced=True)
        self.add_flag(
            "TREES", tr("Compare with forest and boosting"), tr("Where scikit-learn is installed."), True, True
        )
        self.add_flag(
            "STACK",
            tr("Trees and splines beside the networks"),
            tr(
                "Extra trees (where scikit-learn is installed) and additive splines answer together with the networks,"
                " with weights that validation gives; off: the networks alone. Not with a single network."
            ),
            True,
            advanced=True,
        )

    def _define_places(self) -> None:
        self.add_flag(
            "NEIGHBOURS",
            tr("Let measured points speak for places near them"),
            tr(
                "Where validation shows that it helps; the fields rate_from_factors and rate_from_neighbours tell the"
                " two apart. Off: the factors alone."
            ),
            True,
        )
        self.add_flag(
            "COORDINATES",
            tr("Use the coordinates as factors"),
            tr("Off by default: coordinates interpolate between neighbours; they say nothing about causes."),
            False,
            advanced=True,
        )
        self.add_flag(
            "SURROUNDINGS",
            tr("Average the factors' answers over places around"),
            tr(
                "Where validation shows that it helps: the rate varies more slowly over a map than single factors. No"
                " measured rate takes part. Off: every place answers for itself."
            ),
            True,
            advanced=True,
        )

    def _define_paper(self) -> None:
        self.add_choice(
            "MODE",
            tr("Mode"),
            tr(
                "As measured to be best, or as in the paper: one network a cluster, without weight decay, with the"
                " paper's hidden neurons, swarm, generations and epochs for each of three clusters (11, 10, 11; 20, 25,"
                " 30; 20, 20, 30; 10,000, 20,000, 20,000) unless the lists below say otherwise. To compare with it."
            ),
            [Choice(MEASURED, tr("As measured to be best")), Choice(PAPER, tr("As in the paper"))],
            advanced=True,
        )
        for key, label in (
            ("CLUSTER_HIDDEN", tr("Hidden neurons by cluster")),
            ("CLUSTER_SWARM", tr("Swarm size by cluster")),
            ("CLUSTER_GENERATIONS", tr("Generations by cluster")),
            ("CLUSTER_EPOCHS", tr("Epochs by cluster")),
        ):
            about = tr("Whole numbers separated by commas, clusters in ascending order; empty: the mode's own.")
            self.add_text(key, label, about, optional=True, advanced=True)
        self.add_number(
            "INERTIA", tr("Inertia"), tr("Share of its speed that a particle keeps."), 0.729, 0.0, 2.0, True
        )
        self.add_number(
            "GOAL",
            tr("Goal"),
            tr("Mean squared training error of the scaled rate at which a network is done; the paper: 1e-8 or 1e-3."),
            1e-8,
            0.0,
            1.0,
            True,
        )

    def execute(self, call: Call) -> dict:
        from ...subsidence.rate import evaluation
        from ...subsidence.rate.factor_table import factor_table, fingerprint
        from ...subsidence.rate.report import verdict

        folds, classes = _checked(call)
        rate_field = call.field("RATE") or find_rate_field(call.source("INPUT").fields().names())
        table = call.some_points([*call.fields("FACTORS"), rate_field, call.field("CLUSTER")])
        names = chosen_factors(table, call.fields("FACTORS"), rate_field, call.report)
        rate = table.rate(rate_field, call.unit())
        columns = {name: table.column(name) for name in names}
        xy_m = metres_of(table, call.report)
        if call.flag("COORDINATES"):
            columns.update(coordinate_x=table.xy[:, 0], coordinate_y=table.xy[:, 1])
            names = [*names, "coordinate_x", "coordinate_y"]
        lon_lat = None if call.flag("COORDINATES") else lon_lat_of(table)
        factors = factor_table(columns, names, classes)
        clusters = cluster_labels(table, call.field("CLUSTER"))
        settings = _settings(call, 0 if clusters is None else np.unique(clusters[clusters >= 0]).size)
        seed, judged = call.integer("SEED"), call.choice("SPLIT")
        shares = {"train_share": call.number("TRAIN"), "validation_share": call.number("VALIDATION")}

        blocks, ground = self._ground(call, table, xy_m, rate, judged)
        every = _Rows(table.xy, xy_m, factors.matrix, rate, clusters, lon_lat, blocks)
        drawn = evaluation.drawn_rows(factors.matrix, rate, seed=seed)
        some = every.only(drawn)
        if drawn.size < len(rate):
            call.report.info(
                tr("The model learns from {drawn} of the {all} points, drawn at random, and is tested on them.").format(
                    drawn=drawn.size, all=len(rate)
                )
            )
        whole = None if judged == TEST_RANDOM else some.blocks
        split = evaluation.draw_split(some.matrix, some.rate, blocks=whole, seed=seed, **shares)
        if folds and len(np.unique(some.blocks)) < 3:
            call.report.warn(tr("The points cover fewer than three blocks, so there is no test by blocks."))
            folds = 0
        choices: dict[str, Any] = {
            "names": names, "is_class": factors.is_class, "clusters": some.clusters, "settings": settings,
            "trees": call.flag("TREES"), "seed": seed, "lon_lat": some.lon_lat,
        }  # fmt: skip
        if judged == TEST_AREA and folds:
            folds = min(len(np.unique(some.blocks)), MOST_AREAS)
        learning, telling = call.work.parts(94, 6)
        found, crossed, placed = evaluation.judge(
            some.matrix, some.rate, split, blocks=some.blocks, whole=whole is not None, n_folds=folds,
            validation_share=settings.validation_share, evaluation=judged, report=learning,
            xy=some.xy_m if call.wants("REPORT") and not call.flag("COORDINATES") else None, **choices,
        )  # fmt: skip
        metrics = list(found.metrics)
        if some.clusters is not None and found.model.clusters:
            metrics += evaluation.whole_area(found, some.matrix, some.rate, some.clusters)
        metrics += crossed
        if placed is not None:
            metrics.append(placed)
        for sentence in verdict(metrics):
            call.report.info(sentence)
        facts = {
            tr("rate field"): rate_field,
            tr("factors"): ", ".join(names),
            tr("ground left out whole"): ground,
            tr("data fingerprint"): fingerprint(factors.matrix, rate),
            **settings.as_dict(),
            tr("seed"): seed,
        }
        page = self._page(call, found, some, metrics, facts, telling)
        found = evaluation.of_every_row(found, drawn, factors.matrix, rate, clusters, lon_lat)
        if call.output_path("MODEL") is not None:
            self._learn_unseen_ground(call, lon_lat_of(table), drawn, some, found)
        return self._write(call, table, rate, found, metrics, page, factors.legends, facts)

    def _ground(self, call: Call, table, xy_m: np.ndarray, rate: np.ndarray, judged: str) -> tuple[np.ndarray, str]:
        """The piece of ground each point lies on, and how the pieces were made."""
        from ...subsidence.spatial.splits import autocorrelation_range_m, block_labels

        if judged == TEST_AREA:
            if call.parameters.get("AREAS") in (None, ""):
                raise SubsidenceError(tr("Choose a polygon layer for the test on areas."))
            source = call.source("AREAS")
            area = area_of_points(source, source.sourceName(), table.xy, table.crs, call.context.transformContext())
            if (area == OUTSIDE).all():
                raise SubsidenceError(tr("No point lies in any of the areas; check the layer and its CRS."))
            return area, tr("areas of “{name}”").format(name=source.sourceName())
        block_m = call.number("BLOCK") or autocorrelation_range_m(xy_m, rate, seed=call.integer("SEED"))
        return block_labels(xy_m, block_m), tr("blocks of {size} m").format(size=f"{block_m:.0f}")

    def _page(self, call, found, some: _Rows, metrics, facts, report) -> str | None:
        from ...subsidence.rate.report import judged_page

        if not call.wants("REPORT"):
            return None
        return judged_page(
            found, some.xy, some.xy_m, some.matrix, some.rate, some.clusters, metrics, facts,
            coordinates=call.flag("COORDINATES"), seed=call.integer("SEED"), report=report,
        ).html()  # fmt: skip

    def _write(self, call, table, rate, found, metrics, page, legends, facts) -> dict:
        from ...subsidence.rate import evaluation

        call.work.progress(1.0)
        level = found.model.settings.level
        columns = prediction_columns(found.prediction, rate, level, parts=found.told_places)
        columns.append(Column("split", found.part.astype(object), tr("Part the point played")))
        first = evaluation.published(metrics, metrics[0]["evaluation"])
        crossed = any(row["evaluation"] == evaluation.CROSS_BLOCKS for row in metrics)
        blocks = evaluation.published(metrics, evaluation.CROSS_BLOCKS) if crossed else None
        results = {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                columns,
                style=style_for("rate_predicted", found.prediction.rate, unit="mm/yr"),
                description=tr("Rates predicted from factors. Negative is subsidence."),
            ),
            "METRICS": call.write_table(
                "METRICS", metric_columns(metrics), description=tr("Metrics of the prediction.")
            ),
            "TEST_MSE": first["mse"],
            "TEST_R2": first["r2"],
            "WITHIN_10MM": first["within_10mm"],
            "COVERAGE": first["coverage"],
            "BLOCK_MSE": None if blocks is None else blocks["mse"],
        }
        path = call.output_path("MODEL")
        if path is not None:
            extra = {
                "legends": legends,
                "crs": table.crs.authid() or table.crs.toWkt(),
                "facts": facts,
                "metrics": [dict(row) for row in metrics if row["cluster"] == evaluation.ALL],
                "plugin_version": call.version,
                "provenance": call.provenance(),
            }
            found.model.save(path, extra)
            results["MODEL"] = str(path)
        if page is not None:
            results["REPORT"] = call.write_text("REPORT", page)
        return results

    def _learn_unseen_ground(
        self, call: Call, lon_lat: np.ndarray | None, drawn: np.ndarray, some: _Rows, found: Evaluation
    ) -> None:
        """For the model file: how errors grow where “Predict rate” leaves the ground that was learned."""
        if lon_lat is None or call.flag("COORDINATES"):
            return
        rows = found.split.learning
        if not found.model.learn_unseen_ground(some.matrix[rows], some.rate[rows], lon_lat[drawn][rows]):
            call.report.info(
                tr("There are too few points to test how errors grow away from them; the model file does not know it.")
            )


def metric_columns(metrics: Sequence[RateScore]) -> list[Column]:
    """The METRICS table."""
    from ...subsidence.rate import evaluation

    columns = []
    for name in evaluation.COLUMNS:
        values = [row[name] for row in metrics]
        text = isinstance(values[0], str)
        columns.append(Column(name, np.array(values, dtype=object if text else None)))
    return columns


def _generations(call: Call) -> int:
    """Of the swarm; without pyswarms there is none, and that is said."""
    wanted = call.integer("GENERATIONS")
    if not wanted or not missing(["pyswarms"]):
        return wanted
    call.report.warn(
        tr("Without pyswarms the networks start from Nguyen–Widrow weights in place of a swarm's best.")
        + " "
        + how_to_install(["pyswarms"])
    )
    return 0


def _checked(call: Call) -> tuple[int, list[str]]:
    """Folds and fields of classes, which must be able to count for something."""
    from ...subsidence.rate.factor_table import check_classes
    from ...subsidence.spatial.splits import check_folds

    check_folds(call.integer("FOLDS"))
    return call.integer("FOLDS"), check_classes(call.fields("CLASSES"), call.fields("FACTORS"))


def _settings(call: Call, n_clusters: int) -> RateSettings:
    train, validation = call.number("TRAIN"), call.number("VALIDATION")
    own = RateSettings(
        hidden=call.integer("HIDDEN"),
        members=call.integer("MEMBERS"),
        particles=call.integer("SWARM"),
        generations=_generations(call),
        c1=call.number("C1"),
        c2=call.number("C2"),
        training=call.choice("TRAINING"),
        learning_rate=call.number("RATE_OF_LEARNING"),
        momentum=call.number("MOMENTUM"),
        epochs=call.integer("EPOCHS"),
        decay=call.optional_number("DECAY"),
        validation_share=validation / (train + validation),
        level=call.number("LEVEL") / 100.0,
        select_factors=call.flag("FEATURE_SELECTION"),
        inertia=call.number("INERTIA"),
        goal=call.number("GOAL"),
        stack=call.flag("STACK"),
        neighbours=call.flag("NEIGHBOURS"),
        surroundings=call.flag("SURROUNDINGS"),
    )
    lists = [call.text(key) for key in OF_CLUSTERS]
    return for_clusters(own, call.choice("MODE"), lists, n_clusters)
