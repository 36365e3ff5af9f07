"""Files from a web server: resumed, retried, checked by size, and stopped when the user asks to."""

from __future__ import annotations

import html
import http.client
import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from email.message import Message
from pathlib import Path
from typing import Any

from ...errors import SubsidenceError
from ...patience import patiently
from ...progress import SILENT, Report
from ...wording import message

CHUNK_BYTES = 256 * 1024
TIMEOUT_S = 60.0
MOST_PAGE_BYTES = 16 * 2**20  # a listing of 100,000 folders has 10 MB
UNSAFE = re.compile(r"[/\\:*?\"<>|\x00-\x1f]")  # what a name must not hold to be a file's name everywhere
LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
REFRESH = re.compile(r"""http-equiv\s*=\s*["']?refresh["']?[^>]*?url\s*=\s*([^"'\s>]+)""", re.IGNORECASE)
RETRIED_STATUS = (408, 429, 500, 502, 503, 504)
FAILURES = (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError)


class NotThere(SubsidenceError):
    """The server has no such file."""


class WebFolder:
    """A folder of files behind http or https.

    proxies : as ``urllib.request.ProxyHandler`` takes them; None = those of the system, {} = none
    attempts : how often a file is tried; pause_s : wait before the second try, doubled for each further one
    """

    def __init__(
        self,
        root: str,
        *,
        proxies: Mapping[str, str] | None = None,
        attempts: int = 5,
        pause_s: float = 2.0,
        timeout_s: float = TIMEOUT_S,
    ):
        if urllib.parse.urlsplit(root).scheme not in ("http", "https"):
            raise SubsidenceError(
                message("“{root}” is not a web address; it must begin with https:// or http://.", root=root)
            )
        self.root = root.rstrip("/") + "/"
        self._attempts, self._pause_s, self._timeout_s = attempts, pause_s, timeout_s
        self._opener = _web_only(urllib.request.ProxyHandler(None if proxies is None else dict(proxies)))

    def names(self, folder: str, report: Report = SILENT) -> list[str]:
        """Names of files and folders that the server lists in ``folder``, in order, without repeats."""
        address = self.root + folder.strip("/") + "/"
        for _ in range(5):  # listings may answer with a page that sends on to another one
            text = self._page(address, report)
            onward = REFRESH.search(text)
            if onward is None:
                break
            further = urllib.parse.urljoin(address, html.unescape(onward.group(1)))
            _check_same_server(address, further)
            address = further
        links = (urllib.parse.urlsplit(html.unescape(link)).path for link in LINK.findall(text))
        names = (urllib.parse.unquote(link.rstrip("/").rpartition("/")[2]) for link in links)
        return list(dict.fromkeys(name for name in names if name not in ("", ".", "..") and not UNSAFE.search(name)))

    def download(self, name: str, target: Path, report: Report = SILENT) -> int:
        """Fetch a file to ``target`` unless it is already there in full; returns its size in bytes.

        A partly fetched file is kept as ``<target>.part`` and continued, now and in a later run.
        """
        partial = target.with_name(target.name + ".part")
        trouble: Exception | None = None
        for attempt in range(self._attempts):
            if attempt:
                self._wait(self._pause_s * 2 ** (attempt - 1), report)
            try:
                size = self._continue(self.root + name, partial, report)
                os.replace(partial, target)
                return size
            except urllib.error.HTTPError as error:
                if error.code == 404:
                    raise NotThere(message("The server has no file {name}.", name=name)) from error
                if error.code == 416:  # nothing left to ask for: the part is not what the server has
                    partial.unlink(missing_ok=True)
                elif error.code not in RETRIED_STATUS:
                    raise _refusal(name, error) from error
                trouble = error
            except FAILURES as error:
                trouble = error
            except OSError as error:
                raise SubsidenceError(
                    message(
                        "The file {target} cannot be written: {strerror}; check the folder and free space.",
                        target=target,
                        strerror=error.strerror or error,
                    )
                ) from error
        raise SubsidenceError(
            message(
                "The file {name} could not be fetched in {attempts} attempts ({reason}); check the"
                " connection and run again, finished files are not fetched twice.",
                name=name,
                attempts=self._attempts,
                reason=_reason(trouble),
            )
        ) from trouble

    def _continue(self, address: str, partial: Path, report: Report) -> int:
        """One try: ask for what is missing and append it."""
        have = partial.stat().st_size if partial.is_file() else 0
        request = urllib.request.Request(address)
        if have:
            request.add_header("Range", f"bytes={have}-")
        with self._open(request, report) as answer:
            if have and answer.status != 206:
                have = 0  # this server sends the whole file again
            length = answer.headers.get("Content-Length") or "0"
            if not length.isdigit():
                raise http.client.HTTPException(message("its length is “{length}”", length=length[:20]))
            expected = have + int(length)
            with partial.open("ab" if have else "wb") as stream:
                while True:
                    report.progress(have / expected if expected else 0.0)
                    chunk = patiently(lambda: answer.read1(CHUNK_BYTES), report)  # what is there: a slow line moves
                    if not chunk:
                        break
                    stream.write(chunk)
                    have += len(chunk)
        if answer.headers.get("Content-Length") and have != expected:
            raise http.client.IncompleteRead(b"", expected - have)
        if not answer.headers.get("Content-Length") and not answer.chunked:
            # the connection's end is all that tells the file's end; a second question tells more
            whole = self._size(address, report)
            if whole is not None and whole != have:
                raise http.client.IncompleteRead(b"", max(whole - have, 0))
        return have

    def _open(self, request: urllib.request.Request, report: Report) -> Any:
        return patiently(lambda: self._opener.open(request, timeout=self._timeout_s), report)

    def _size(self, address: str, report: Report) -> int | None:
        answer = self._retried(urllib.request.Request(address, method="HEAD"), address, report)
        length = answer.headers.get("Content-Length")
        return int(length) if length and length.isdigit() else None

    def size(self, name: str, report: Report = SILENT) -> int | None:
        """Size of a file on the server in bytes, None where the server does not say."""
        return self._size(self.root + name, report)

    def _page(self, address: str, report: Report) -> str:
        return self._retried(urllib.request.Request(address), address, report).text

    def _retried(self, request: urllib.request.Request, name: str, report: Report) -> _Answer:
        trouble: Exception | None = None
        for attempt in range(self._attempts):
            if attempt:
                self._wait(self._pause_s * 2 ** (attempt - 1), report)
            try:
                with self._open(request, report) as answer:
                    body = _page_bytes(answer, name, report) if request.get_method() == "GET" else b""
                    return _Answer(body.decode("utf-8", "replace"), answer.headers)
            except urllib.error.HTTPError as error:
                if error.code == 404:
                    raise NotThere(message("The server has no {name}.", name=name)) from error
                if error.code not in RETRIED_STATUS:
                    raise _refusal(name, error) from error
                trouble = error
            except FAILURES as error:
                trouble = error
        raise SubsidenceError(
            message(
                "The server does not answer for {name} ({reason}); check the connection, the proxy in"
                " QGIS' settings, and the server's address.",
                name=name,
                reason=_reason(trouble),
            )
        ) from trouble

    def _wait(self, seconds: float, report: Report) -> None:
        """Wait, but hear a cancel within a fifth of a second."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if report.is_cancelled():
                report.progress(0.0)  # raises Cancelled
            time.sleep(min(0.2, max(end - time.monotonic(), 0.0)))


class _Answer:
    def __init__(self, text: str, headers: Message):
        self.text, self.headers = text, headers


def _web_only(proxies: urllib.request.ProxyHandler) -> urllib.request.OpenerDirector:
    """An opener of http and https; Python's usual one opens local files and other protocols as well."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        proxies,
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameServer(),
    ):
        opener.add_handler(handler)
    return opener


class _SameServer(urllib.request.HTTPRedirectHandler):
    """Follows redirections within the server that was asked."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _check_same_server(req.full_url, newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_same_server(here: str, there: str) -> None:
    """Refuse to be sent to another server, to another protocol, or from https back to http."""
    old, new = urllib.parse.urlsplit(here), urllib.parse.urlsplit(there)
    schemes = ("https",) if old.scheme == "https" else ("http", "https")
    if new.scheme not in schemes or new.hostname != old.hostname:
        raise SubsidenceError(
            message(
                "The server {here} sends on to {there}, which is not followed; if you trust that place, give it as the"
                " server.",
                here=old.hostname,
                there=there[:200],
            )
        )


def _page_bytes(answer: Any, name: str, report: Report) -> bytes:
    """A page piece by piece, so that an endless one fills no memory."""
    pieces, size = [], 0
    while chunk := patiently(lambda: answer.read1(CHUNK_BYTES), report):
        pieces.append(chunk)
        size += len(chunk)
        if size > MOST_PAGE_BYTES:
            raise SubsidenceError(
                message(
                    "The server's page {name} is larger than {most} MB, which no listing is; check its address.",
                    name=name,
                    most=MOST_PAGE_BYTES // 2**20,
                )
            )
    return b"".join(pieces)


def _reason(trouble: Exception | None) -> str:
    return str(getattr(trouble, "reason", None) or trouble or type(trouble).__name__)


def _refusal(name: str, error: urllib.error.HTTPError) -> SubsidenceError:
    return SubsidenceError(
        message("The server refuses {name}: {code} {reason}.", name=name, code=error.code, reason=error.reason)
    )
