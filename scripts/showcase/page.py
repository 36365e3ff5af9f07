"""The HTML report of a whole run: what was done, how good it is, and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from land_subsidence.subsidence.report.page import Page

from .inputs import Inputs
from .judge import Verdict
from .plots import draw_grades, draw_series
from .steps import Products
from .tables import read_rows

METRIC_COLUMNS = (
    "model", "n", "mse", "rmse", "mae", "r2", "within_10mm", "skill", "coverage", "width", "seconds",
)  # fmt: skip
DECIMALS = {"r2": 3, "within_10mm": 3, "skill": 3, "coverage": 3, "seconds": 1}


def write_page(
    path: Path, inputs: Inputs, products: Products, verdicts: Sequence[Verdict], maps: dict[str, Path], command: str
) -> Path:
    """Write the report beside the maps; the reports of the steps are linked, the maps are inside."""
    page = Page("Land subsidence: the chain from series to forecast", inputs.title)
    page.opening(*_sentences(inputs, products, verdicts))
    page.paragraph(f"Made by: {command}")
    page.note(
        "Displacements are in mm and rates in mm/yr along the line of sight unless the input is vertical; positive"
        " towards the satellite or up, so subsidence is negative."
    )
    if verdicts:
        page.heading("Against the known truth")
        page.table(["question", "answer"], [(verdict.question, verdict.answer) for verdict in verdicts])
    for key, title in (("rate_metrics", "Predicted rates and their baselines"),
                       ("forecast_metrics", "Forecasts and their baselines")):  # fmt: skip
        if key in products.tables:
            page.heading(title)
            add_metrics(page, products.tables[key])
    if "grey_grades" in products.tables:
        page.heading("Grey relational grades")
        rows = read_rows(products.tables["grey_grades"])
        headers = [name for name in ("cluster", "factor", "grade", "rank") if rows and name in rows[0]]
        page.table(headers, [[row[name] for name in headers] for row in rows])
        grades = products.tables["grey_grades"]
        page.figure(lambda figure: draw_grades(figure, grades), "Grades by factor", (8.0, 4.5))
    page.heading("Typical series")
    page.figure(
        lambda figure: draw_series(figure, products.points, inputs.unit),
        "For each cluster the point nearest to its shape: observed series, and forecast with its interval",
        (8.0, 6.5),
    )
    page.heading("Maps")
    for title, image in maps.items():
        page.image(image.read_bytes(), title, opens=image == next(iter(maps.values())))
    page.heading("Steps")
    page.table(
        ["step", "algorithm", "seconds", "notes"],
        [(s.title, f"subsidence:{s.algorithm}", round(s.seconds, 1), " ".join(s.warnings)) for s in products.steps],
    )
    page.heading("Reports of the steps")
    for title, report in products.reports.items():
        if report.exists():
            page.link(title, report.relative_to(path.parent).as_posix())
    path.write_text(page.html(), encoding="utf-8")
    return path


def _sentences(inputs: Inputs, products: Products, verdicts: Sequence[Verdict]) -> list[str]:
    """What was found and how far to believe it."""
    found = [f"The chain ran on {inputs.title}; the map shows the rate, red sinks."]
    rows = read_rows(products.tables["forecast_metrics"]) if "forecast_metrics" in products.tables else []
    multi = [r for r in rows if str(r["cluster"]) == "all" and r["evaluation"] == "multi-step"]
    if multi:
        best = min(multi, key=_error)
        found.append(
            f"Of {len(multi)} forecasts tested from past moments the best is “{best['model']}”,"
            f" RMSE {best['rmse']:.2f} mm."
        )
    if verdicts:
        found.append(f"Against the known truth: {verdicts[0].answer}.")
    else:
        found.append("There is no truth to compare with here: believe the tests on blocks and on past moments.")
    return found


def add_metrics(page: Page, table: Path) -> None:
    """One table for each evaluation: every model and baseline on all points together, the best first."""
    rows = [row for row in read_rows(table) if str(row["cluster"]) == "all" and " by " not in row["evaluation"]]
    for evaluation in dict.fromkeys(row["evaluation"] for row in rows):
        chosen = sorted((row for row in rows if row["evaluation"] == evaluation), key=_error)
        headers = [name for name in METRIC_COLUMNS if any(row.get(name) is not None for row in chosen)]
        page.table(headers, [[_rounded(name, row[name]) for name in headers] for row in chosen], evaluation)
        notes = [f"{row['model']}: {row['note']}." for row in chosen if row.get("note")]
        if notes:
            page.note(" ".join(notes))
    page.paragraph("The table in the GeoPackage and the report of the step have the clusters one by one.")


def _rounded(name: str, value: object) -> object:
    """Shares to a thousandth and seconds to a tenth: more digits say nothing, and the table fits the page."""
    return round(value, DECIMALS[name]) if name in DECIMALS and isinstance(value, float) else value


def _error(row: dict) -> float:
    return float("inf") if row["rmse"] is None else row["rmse"]
