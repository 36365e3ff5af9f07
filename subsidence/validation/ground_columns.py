"""What the columns of a table of ground measurements say of themselves: unit, sign, and what they cannot be."""

from __future__ import annotations

from ..errors import SubsidenceError
from ..tabular.column_names import other_time, scaled_unit, sinks_positive
from ..tabular.dated_pairs import says_increment
from ..tabular.tables import Table
from ..units import AUTOMATIC, unit_taken
from ..wording import message


def unit_of_column(table: Table, column: str, unit: str, notes: list[str]) -> str:
    """The unit of a column: the chosen one, or where that is automatic the one that the table states, which is said.

    Parameters
    ----------
    table : Table
        That holds the column.
    column : str
        Of motion, heights or rates.
    unit : str
        As chosen.
    notes : list of str
        Told what is taken.

    Returns
    -------
    str
        One of ``units.MM_PER_UNIT``.

    Raises
    ------
    SubsidenceError
        Where the table states a unit with a factor and none is chosen.
    """
    if unit == AUTOMATIC:
        refuse_scaled(table.name, f"{column} [{table.said.get(column, '')}]")
    stated = table.unit_of(column) or table.unit
    taken, other = unit_taken(unit, stated)
    if other and unit == AUTOMATIC:
        notes.append(
            message("“{column}” of “{name}” states the unit {unit}, which is taken.", column=column, name=table.name,
                    unit=stated))  # fmt: skip
    elif other:
        notes.append(
            message(
                "“{column}” of “{name}” states the unit {stated}, but {unit} is chosen, which is taken. Leave the unit"
                " on automatic to take the table's.",
                column=column,
                name=table.name,
                stated=stated,
                unit=unit,
            )
        )
    return taken


def refuse_scaled(name: str, column: str) -> None:
    """Refuse a unit with a factor, such as tenths of a millimetre.

    Parameters
    ----------
    name : str
        Of the table or layer.
    column : str
        The column's name with what is said of it.

    Returns
    -------
    None
        Where it is none.

    Raises
    ------
    SubsidenceError
        Where it is such a unit.
    """
    if scaled := scaled_unit(column):
        raise SubsidenceError(
            message(
                "{name} counts in “{unit}”, which is no unit of its own; multiply the values, or set TABLE_UNIT where"
                " they are in that unit all the same.",
                name=name,
                unit=scaled,
            )
        )


def refuse_other_time(name: str, column: str) -> None:
    """Refuse rates per day, month or decade.

    Parameters
    ----------
    name : str
        Of the table or layer.
    column : str
        The column's name with what is said of it.

    Returns
    -------
    None
        Where it is none.

    Raises
    ------
    SubsidenceError
        Where it speaks of another time than a year.
    """
    if other := other_time(column):
        raise SubsidenceError(
            message(
                "{name}: the rates of “{column}” are per {time}, not per year; convert them, or set TABLE_UNIT where"
                " they are per year all the same.",
                name=name,
                column=column,
                time=other,
            )
        )


def refuse_increments(table_name: str, column: str) -> None:
    """Refuse a column that holds what moved since the date before."""
    if says_increment(column) == "sure":
        raise SubsidenceError(
            message(
                "“{column}” of “{name}” holds what moved since the date before; sum it up to heights or displacements"
                " first, or name another column.",
                column=column,
                name=table_name,
            )
        )


def sinking_said(table_name: str, column: str, *, reverse: bool) -> list[str]:
    """What to say of a column whose name counts sinking, where its sign is not turned.

    Parameters
    ----------
    table_name : str
        Of the table or layer.
    column : str
        Its name.
    reverse : bool
        Whether its sign is turned.

    Returns
    -------
    list of str
        A sentence, or nothing.
    """
    if reverse or not sinks_positive(column):
        return []
    return [
        message(
            "“{column}” of “{name}” may count sinking as positive; it is taken as positive up. Set TABLE_REVERSE"
            " if it does.",
            column=column,
            name=table_name,
        )
    ]


def assumed_unit(table: Table, columns: list[str], unit: str) -> list[str]:
    """What to say where nobody states a unit; columns : of which one may state it."""
    if unit != AUTOMATIC or table.unit or any(map(table.unit_of, columns)):
        return []
    return [message("“{name}” states no unit; mm is taken. For another set TABLE_UNIT.", name=table.name)]
