#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Freshet's command line against servers that this project did not write. Run by tests/run --peers."""
import json
import os
import subprocess
import tempfile
import unittest

FRESHET = os.environ["FRESHET"]
PEERS = os.environ["PEERS"]
LONG = " ".join(f"word{i}" for i in range(400))


def start(script, *arguments):
    process = subprocess.Popen(["node", script, *arguments], cwd=PEERS, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    url = process.stdout.readline().strip()
    if not url.startswith("http"):
        raise RuntimeError(f"{script} did not start: {url}")
    return process, url


def stop(process):
    process.stdin.close()
    process.stdout.close()
    process.wait(10)


class Answer:
    def __init__(self, status, messages, errors):
        self.status = status
        self.messages = messages
        self.errors = errors
        self.end = messages[-1] if messages else {}
        last_restart = max((i for i, m in enumerate(messages) if m["type"] == "restarted"), default=-1)
        self.text = "".join(m["text"] for m in messages[last_restart + 1:] if m["type"] == "token")
        self.tokens = sum(m["type"] == "token" for m in messages)


class PeerCase(unittest.TestCase):
    def ask(self, question, provider, base, *options):
        with tempfile.TemporaryDirectory() as profile:
            environment = dict(os.environ, FRESHET_API_KEY_OPENAI="sk-peer-canary")
            done = subprocess.run(
                [FRESHET, "--profile", profile, "ask", "--json", "--no-retrieval", "--provider", provider,
                 "--base-url", base, *options, question],
                capture_output=True, text=True, timeout=60, env=environment, stdin=subprocess.DEVNULL)
        self.assertNotIn("sk-peer-canary", done.stdout + done.stderr)
        messages = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([m["seq"] for m in messages], list(range(1, len(messages) + 1)))
        return Answer(done.returncode, messages, done.stderr)


class AimockTest(PeerCase):
    @classmethod
    def setUpClass(cls):
        cls.server, cls.url = start("aimock.mjs")
        cls.dialects = [("openai", cls.url + "/v1", "gpt-4.1"), ("ollama", cls.url, "llama3.2"),
                        ("openrouter", cls.url + "/v1", "openrouter/auto"), ("lmstudio", cls.url + "/v1", "local")]

    @classmethod
    def tearDownClass(cls):
        stop(cls.server)

    def in_every_dialect(self, question, *options):
        for provider, base, model in self.dialects:
            with self.subTest(provider=provider):
                yield provider, self.ask(question, provider, base, "--model", model, *options)

    def test_streams_text_token_by_token(self):
        for _, answer in self.in_every_dialect("plain"):
            self.assertEqual(answer.status, 0, answer.errors)
            self.assertEqual(answer.end["type"], "final")
            self.assertEqual(answer.end["answer"], "Hello from a peer: naïve café 東京 🙂.")
            self.assertEqual(answer.text, answer.end["answer"])
            self.assertEqual(answer.end["delivery"], "native")
            self.assertEqual(answer.end["finish_reason"], "stop")
            self.assertGreater(answer.tokens, 3)

    def test_streams_a_paced_answer(self):
        for _, answer in self.in_every_dialect("paced"):
            self.assertEqual(answer.end.get("answer"), LONG)

    def test_asks_without_streaming(self):
        for _, answer in self.in_every_dialect("long", "--no-stream"):
            self.assertEqual(answer.status, 0, answer.errors)
            self.assertEqual(answer.end["answer"], LONG)
            self.assertEqual(answer.end["delivery"], "non_streaming")

    def test_tells_reasoning_from_text(self):
        for provider, answer in self.in_every_dialect("thinking"):
            self.assertEqual(answer.status, 0, answer.errors)
            self.assertEqual(answer.end["answer"], "42")
            if provider != "ollama" or answer.end.get("reasoning"):
                self.assertEqual(answer.end["reasoning"], "Let me think about it.")

    def test_keeps_tool_calls(self):
        for _, answer in self.in_every_dialect("tool"):
            self.assertEqual(answer.status, 0, answer.errors)
            call = answer.end["tool_calls"][0]
            self.assertEqual((call["name"], json.loads(call["arguments"])), ("weather", {"city": "Bern"}))

    def test_a_stream_cut_off_is_truncated_and_keeps_its_text(self):
        for _, answer in self.in_every_dialect("cut", "--retries", "0"):
            self.assertEqual(answer.status, 1)
            self.assertIn(answer.end["kind"], ("truncated", "network"))
            self.assertTrue(LONG.startswith(answer.end["partial"]) and answer.end["partial"])

    def test_a_wrong_key_is_an_auth_error(self):
        for _, answer in self.in_every_dialect("wrong key"):
            self.assertEqual((answer.status, answer.end["kind"], answer.end["http_status"]), (1, "auth", 401))

    def test_a_rate_limit_tells_the_wait(self):
        for _, answer in self.in_every_dialect("slow down", "--retries", "0"):
            self.assertEqual((answer.status, answer.end["kind"], answer.end["retryable"]), (1, "rate_limited", True))
            self.assertEqual(answer.end["retry_after_ms"], 1000)

    def test_chaos_is_a_typed_error(self):
        for question in ("chaos malformed", "chaos drop", "chaos disconnect"):
            for _, answer in self.in_every_dialect(question, "--retries", "0"):
                self.assertEqual(answer.status, 1, (question, answer.end))
                self.assertEqual(answer.end["type"], "error")
                self.assertIn(answer.end["kind"], ("protocol", "network", "server", "truncated", "empty"))

    def test_lists_models(self):
        for provider, base, _ in self.dialects:
            with self.subTest(provider=provider), tempfile.TemporaryDirectory() as profile:
                done = subprocess.run(
                    [FRESHET, "models", "--profile", profile, "--provider", provider, "--base-url", base, "--refresh",
                     "--json"], capture_output=True, text=True, timeout=30)
                catalog = json.loads(done.stdout)
                entry = next(p for p in catalog["providers"] if p["id"] == provider)
                self.assertIsNone(entry["error"], entry["error"])
                self.assertTrue(any(m["origin"] == "live" for m in entry["models"]), entry)


@unittest.skipUnless(os.environ.get("FRESHET_GGUF"), "FRESHET_GGUF names no model")
class RealModelTest(PeerCase):
    @classmethod
    def setUpClass(cls):
        cls.server, cls.url = start("stories.mjs", os.path.realpath(os.environ["FRESHET_GGUF"]))

    @classmethod
    def tearDownClass(cls):
        stop(cls.server)

    def test_a_real_model_streams(self):
        answer = self.ask("Once upon a time there was a", "openai-compatible", self.url + "/v1", "--model", "stories")
        print(json.dumps(answer.end, ensure_ascii=False)[:600])
        self.assertEqual(answer.status, 0, answer.end)
        self.assertGreater(answer.tokens, 10)
        self.assertEqual(answer.text, answer.end["answer"])
        self.assertEqual(answer.end["delivery"], "native")


if __name__ == "__main__":
    unittest.main()
