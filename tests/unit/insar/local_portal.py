"""A LiCSAR portal on this machine, with the troubles of a real one."""

from __future__ import annotations

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Portal:
    """Serves ``root``; ``log`` holds (method, path, Range) of each request.

    cut : path → how many answers are broken off after half of the bytes
    fail : path → how many answers are 503
    slow : path → pause in seconds before each tenth of the bytes
    ignores_range : always send whole files
    redirect_listing : folders answer first with a page that sends on
    """

    def __init__(self, root: Path):
        self.root = root
        self.log: list[tuple[str, str, str | None]] = []
        self.cut: dict[str, int] = {}
        self.fail: dict[str, int] = {}
        self.slow: dict[str, float] = {}
        self.ignores_range = False
        self.redirect_listing = False
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                return

            def do_HEAD(self):
                self.answer(False)

            def do_GET(self):
                self.answer(True)

            def answer(self, with_body):
                path = self.path.strip("/")
                portal.log.append((self.command, path, self.headers.get("Range")))
                if portal.fail.get(path, 0) > 0:
                    portal.fail[path] -= 1
                    self.send_error(503)
                    return
                redirected = path.startswith("moved/")
                local = portal.root / path.replace("moved/", "", 1)
                if local.is_dir():
                    if portal.redirect_listing and not redirected:
                        self.page(f'<meta http-equiv="refresh" content="0; url=/moved/{path}/">')
                    else:
                        items = "".join(f'<a href="{item.name}/">{item.name}</a>' for item in sorted(local.iterdir()))
                        self.page(f'<a href="?C=N;O=D">Name</a><a href="../">up</a>{items}')
                elif local.is_file():
                    self.file(path, local.read_bytes(), with_body)
                else:
                    self.send_error(404)

            def page(self, text):
                body = f"<html>{text}</html>".encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def file(self, path, content, with_body):
                wanted = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
                start = int(wanted.group(1)) if wanted and not portal.ignores_range else 0
                if start >= len(content) > 0:
                    self.send_error(416)
                    return
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(content) - start))
                self.end_headers()
                if not with_body:
                    return
                body = content[start:]
                if portal.cut.get(path, 0) > 0:
                    portal.cut[path] -= 1
                    self.wfile.write(body[: len(body) // 2])
                    self.close_connection = True
                    return
                if path in portal.slow:
                    self.trickle(body, portal.slow[path])
                    return
                self.wfile.write(body)

            def trickle(self, body, pause_s):
                step = len(body) // 10 + 1
                for begin in range(0, len(body), step):
                    time.sleep(pause_s)
                    try:
                        self.wfile.write(body[begin : begin + step])
                    except ConnectionError:  # the other side has cancelled
                        return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Portal:
        self._thread.start()
        return self

    def __exit__(self, *exception) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    def asked(self, path: str, method: str = "GET") -> list[str | None]:
        """The Range of each request for a path."""
        return [wanted for verb, name, wanted in self.log if name == path and verb == method]
