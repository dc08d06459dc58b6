#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Clients that this project did not write against Freshet's local endpoint. Run by tests/run --peers."""
import asyncio
import functools
import http.server
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import websockets

from peers_test import FRESHET, LONG, PEERS, start, stop

HERE = Path(__file__).parent
UNIT = HERE.parent.parent / "packaging" / "freshet-serve.service"


class EndpointCase(unittest.TestCase):
    more_settings = ""

    @classmethod
    def setUpClass(cls):
        cls.upstream, url = start("aimock.mjs")
        cls.profile = tempfile.TemporaryDirectory()
        Path(cls.profile.name, "settings.ini").write_text(
            f"[providers]\nopenai-compatible\\base_url={url}/v1\n{cls.more_settings}", encoding="utf-8")
        environment = dict(os.environ, FRESHET_API_KEY_OPENAI_COMPATIBLE="sk-peer-canary-serve",
                           XDG_RUNTIME_DIR=cls.profile.name)
        cls.served = subprocess.Popen([FRESHET, "--profile", cls.profile.name, "serve", "--port", "0"],
                                      stdout=subprocess.PIPE, text=True, env=environment)
        serving = json.loads(cls.served.stdout.readline())
        cls.url = serving["url"]
        cls.token = Path(serving["token_file"]).read_text(encoding="ascii").strip()
        cls.port = int(re.search(r":(\d+)/", cls.url)[1])
        cls.base = f"http://127.0.0.1:{cls.port}/v1"

    @classmethod
    def tearDownClass(cls):
        cls.served.send_signal(signal.SIGTERM)
        status = cls.served.wait(10)
        cls.served.stdout.close()
        stop(cls.upstream)
        cls.profile.cleanup()
        if status != 0:
            raise AssertionError(f"freshet serve ended with {status}")

    def node(self, script, *arguments):
        done = subprocess.run(["node", script, *arguments], cwd=PEERS, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)


class SocketTest(EndpointCase):
    async def ask(self, question, **fields):
        headers = {"Authorization": f"Bearer {self.token}"}
        async with websockets.connect(self.url, extra_headers=headers) as socket:
            hello = json.loads(await socket.recv())
            self.assertEqual((hello["type"], hello["protocol"]), ("hello", 1))
            await socket.send(json.dumps({"type": "query", "id": "q", "query": question, **fields}))
            told = []
            while not told or told[-1]["type"] not in ("final", "error"):
                told.append(json.loads(await socket.recv()))
            return told

    def assert_answered(self, told, text):
        self.assertEqual([m["seq"] for m in told], list(range(1, len(told) + 1)))
        self.assertEqual(told[0]["type"], "accepted")
        self.assertEqual(told[-1]["type"], "final", told[-1])
        self.assertEqual(told[-1]["answer"], text)
        self.assertEqual("".join(m["text"] for m in told if m["type"] == "token"), text)

    def test_python_websockets(self):
        told = asyncio.run(self.ask("long", provider="openai-compatible", model="any"))
        self.assert_answered(told, LONG)
        self.assertNotIn("canary", json.dumps(told))

    def test_python_websockets_hears_of_errors(self):
        told = asyncio.run(self.ask("status 429", provider="openai-compatible", model="any"))
        self.assertEqual((told[-1]["type"], told[-1]["kind"]), ("error", "rate_limited"))

    def test_python_websockets_is_told_of_documents(self):
        told = asyncio.run(self.ask("How do I add a provider?", provider="documents"))
        self.assertEqual(told[-1]["type"], "final")
        self.assertTrue(told[-1]["sources"])

    def test_npm_ws(self):
        told = self.node("ws_client.mjs", self.url, self.token, "openai-compatible/any", "long")
        self.assertEqual(told["protocol"], "freshet.v1")
        self.assert_answered(told["messages"][1:], LONG)

    def test_npm_ws_with_a_wrong_token(self):
        told = self.node("ws_client.mjs", self.url, "x" * 43, "openai-compatible/any", "long")
        self.assertIn("401", told["error"])


class OpenAiTest(EndpointCase):
    def test_npm_openai(self):
        told = self.node("openai_client.mjs", self.base, self.token, "openai-compatible/any", "paced")
        self.assertIsNone(told["error"])
        self.assertEqual((told["text"], told["finish"]), (LONG, "stop"))
        self.assertGreater(told["pieces"], 5)
        self.assertEqual(told["whole"], LONG)
        self.assertTrue(all("/" in model for model in told["models"]))

    def test_npm_openai_hears_of_errors(self):
        for question, name, status in (("status 429", "RateLimitError", 429), ("status 401", "InternalServerError", 502),
                                       ("status 404", "NotFoundError", 404)):
            told = self.node("openai_client.mjs", self.base, self.token, "openai-compatible/any", question)
            self.assertEqual((told["error"]["name"], told["error"]["status"]), (name, status))

    def test_npm_openai_with_a_wrong_token(self):
        told = self.node("openai_client.mjs", self.base, "x" * 43, "openai-compatible/any", "long")
        self.assertEqual((told["error"]["name"], told["error"]["status"]), ("AuthenticationError", 401))


class BrowserCase(EndpointCase):
    """Chromium's own protection of local networks is switched off: only ours is left."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        handler = functools.partial(QuietHandler, directory=cls.folder.name)
        cls.pages = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=cls.pages.serve_forever, daemon=True).start()
        cls.origin = f"http://localhost:{cls.pages.server_port}"
        cls.configure()
        super().setUpClass()

    @classmethod
    def configure(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.pages.shutdown()
        cls.pages.server_close()
        cls.folder.cleanup()

    def visit(self, token):
        text = (HERE / "stranger.html").read_text(encoding="utf-8")
        text = text.replace("PORT", str(self.port)).replace("TOKEN", token)
        Path(self.folder.name, "index.html").write_text(text, encoding="utf-8")
        features = ("LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights,"
                    "PrivateNetworkAccessRespectPreflightResults")
        with tempfile.TemporaryDirectory() as data:
            done = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={data}",
                 f"--disable-features={features}", "--timeout=10000", "--virtual-time-budget=10000", "--dump-dom",
                 self.origin + "/"], capture_output=True, text=True, timeout=120)
        found = re.search(r"TOLD(\{.*?\})END", done.stdout)
        self.assertTrue(found, done.stdout[-500:] + done.stderr[-500:])
        return json.loads(found[1])


class StrangerTest(BrowserCase):
    def test_no_page_of_another_origin_gets_in(self):
        for token in ("x" * 43, self.token):
            told = self.visit(token)
            self.assertEqual(told.pop("form"), "sent")  # the browser does not say how it went; the gate refused it
            for way in ("blind fetch", "blind post"):
                self.assertIn(told.pop(way), ("unreadable", "refused"))
            self.assertEqual(set(told.values()), {"refused"}, told)
            self.assertEqual(len(told), 5)
        # What the page could send without reading the answer has asked nothing.
        self.assertEqual(self.queries_so_far(), 0)

    def queries_so_far(self):
        return len(list(Path(self.profile.name).glob("index.db")))  # made by the first question to `documents`


class AllowedOriginTest(BrowserCase):
    """Shows that the stranger was refused by the gate, and not by the browser."""

    @classmethod
    def configure(cls):
        cls.more_settings = f"[server]\norigins={cls.origin}\n"

    def test_a_page_that_the_user_allows_gets_in_with_its_token(self):
        told = self.visit(self.token)
        self.assertEqual(told["socket with token"], "open")
        self.assertEqual(told["fetch"], "refused")
        self.assertEqual(self.visit("x" * 43)["socket with token"], "refused")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/slow":
            time.sleep(3)  # as long as the browser may take for its sockets
        super().do_GET()

    def log_message(self, *_):
        pass


class UnitTest(unittest.TestCase):
    def test_the_systemd_unit_is_hardened(self):
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", str(UNIT)],
                              capture_output=True, text=True, timeout=60)
        level = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        self.assertTrue(level, done.stdout + done.stderr)
        self.assertLessEqual(float(level[1]), 2.5)


if __name__ == "__main__":
    unittest.main()
