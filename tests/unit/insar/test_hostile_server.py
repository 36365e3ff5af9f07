"""A server that is slow, cuts off, sends elsewhere, or says what cannot be: refused or survived, and never obeyed."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.insar.licsar import http_files
from subsidence.insar.licsar.http_files import WebFolder
from subsidence.insar.licsar.licsar_portal import _wanted
from subsidence.progress import Report


@pytest.fixture
def serve():
    """``serve(answer)``: the address of a server whose every GET and HEAD is answered by ``answer(handler)``."""
    servers = []

    def start(answer):
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                return

            def do_GET(self):
                try:
                    answer(self)
                except ConnectionError:
                    return

            do_HEAD = do_GET

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def page(text):
    def answer(handler):
        body = text.encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def folder(address):
    return WebFolder(address, proxies={}, attempts=2, pause_s=0.01)


def test_a_file_without_a_length_that_is_cut_off_is_not_taken_for_whole(serve, tmp_path):
    def answer(handler):
        handler.send_response(200)
        if handler.command == "HEAD":
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            return
        handler.end_headers()
        handler.wfile.write(b"x" * 400)

    with pytest.raises(SubsidenceError, match="could not be fetched"):
        folder(serve(answer)).download("a.tif", tmp_path / "a.tif")
    assert not (tmp_path / "a.tif").exists()


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://other.example/x", "data:text/html,x"]
)
def test_a_page_that_sends_on_elsewhere_is_not_followed(serve, place):
    address = serve(page(f'<meta http-equiv="refresh" content="0; url={place}">'))
    with pytest.raises(SubsidenceError, match="not followed"):
        folder(address).names("interferograms")


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://other.example/x"])
def test_a_redirection_elsewhere_is_not_followed(serve, tmp_path, place):
    def answer(handler):
        handler.send_response(302)
        handler.send_header("Location", place)
        handler.end_headers()

    with pytest.raises(SubsidenceError):
        folder(serve(answer)).download("a.tif", tmp_path / "a.tif")
    assert list(tmp_path.iterdir()) == []


def test_from_https_nobody_is_sent_back_to_http():
    with pytest.raises(SubsidenceError, match="not followed"):
        http_files._check_same_server("https://server.example/a", "http://server.example/a")
    http_files._check_same_server("http://server.example/a", "https://server.example/a")


def test_local_files_cannot_be_opened_at_all(tmp_path):
    (tmp_path / "secret").write_text("x")
    opener = folder("http://127.0.0.1:9")._opener
    with pytest.raises(Exception, match=r"unknown url type|no handler|NoneType") as caught:
        opener.open((tmp_path / "secret").as_uri()).read()
    assert str(caught.value) != "x"


def test_names_that_lead_out_of_the_folder_are_left_out(serve):
    links = ["..%2F..%2Fetc", "a%5Cb", "C%3A", "20180306_20180318", "..", "x%00y", "a%7Cb"]
    address = serve(page("".join(f'<a href="{link}/">x</a>' for link in links)))
    assert folder(address).names("interferograms") == ["20180306_20180318"]


@pytest.mark.parametrize("name", ["20180230_20180318", "00010101_20180318", "99999999_20180318", "20180306_20180318\n"])
def test_one_impossible_name_does_not_stop_the_others(name):
    assert not _wanted(name, None, None, 0)
    assert _wanted("20180306_20180318", None, None, 0)


def test_an_endless_listing_is_refused_before_it_fills_the_memory(serve, monkeypatch):
    monkeypatch.setattr(http_files, "MOST_PAGE_BYTES", 2**20)

    def answer(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"<a href='x/'>x</a>" * 4000)

    with pytest.raises(SubsidenceError, match="no listing"):
        folder(serve(answer)).names("interferograms")


def test_a_length_that_is_no_number_is_refused_in_words(serve, tmp_path):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "many")
        handler.end_headers()

    with pytest.raises(SubsidenceError, match="could not be fetched"):
        folder(serve(answer)).download("a.tif", tmp_path / "a.tif")


@pytest.mark.parametrize(
    "ask",
    [
        lambda web, place, report: web.names("interferograms", report),
        lambda web, place, report: web.download("a.tif", place / "a.tif", report),
    ],
)
def test_a_silent_server_does_not_delay_a_cancel(serve, tmp_path, ask):
    release = threading.Event()
    address = serve(lambda handler: release.wait(20))

    class Impatient(Report):
        until = time.monotonic() + 0.3

        def is_cancelled(self):
            return time.monotonic() > self.until

    started = time.monotonic()
    with pytest.raises(Cancelled):
        ask(folder(address), tmp_path, Impatient())
    assert time.monotonic() - started < 1.3
    release.set()
