"""The sentences that the core speaks, in the language of whoever called it.

The core knows no translator. It writes every sentence as an English template and its values; a caller with
another language puts a translator of templates around the call. Without one the sentences are English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_translate: ContextVar[Callable[[str], str]] = ContextVar("translate", default=str)


def message(template: str, **values: object) -> str:
    """A sentence from its template, which must be a literal so that ``scripts/translate`` can collect it.

    >>> message("{count} points have no value.", count=3)
    '3 points have no value.'
    """
    return _translate.get()(template).format(**values)


@contextmanager
def translated(translate: Callable[[str], str]) -> Iterator[None]:
    """Whatever is said within, in this thread, goes through ``translate``: template → template.

    >>> with translated({"{count} points": "{count} Punkte"}.get):
    ...     message("{count} points", count=3)
    '3 Punkte'
    """
    token = _translate.set(translate)
    try:
        yield
    finally:
        _translate.reset(token)
