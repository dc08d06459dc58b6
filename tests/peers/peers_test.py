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
    def __init__(self, done):
        self.status = done.returncode
        self.messages = [json.loads(line) for line in done.stdout.splitlines()]
        self.errors = done.stderr
        self.end = self.messages[-1] if self.messages else {}
        restarts = [i for i, m in enumerate(self.messages) if m["type"] == "restarted"]
        self.tokens = [m["text"] for m in self.messages[(restarts or [-1])[-1] + 1:] if m["type"] == "token"]
        self.text = "".join(self.tokens)


class PeerCase(unittest.TestCase):
    def run_freshet(self, command, provider, base, *arguments):
        canary = f"sk-peer-canary-{provider}"
        environment = dict(os.environ, **{f"FRESHET_API_KEY_{provider.upper().replace('-', '_')}": canary})
        with tempfile.TemporaryDirectory() as profile:
            done = subprocess.run(
                [FRESHET, command, "--profile", profile, "--json", "--provider", provider, "--base-url", base,
                 *arguments], capture_output=True, text=True, timeout=60, env=environment, stdin=subprocess.DEVNULL)
        self.assertNotIn(canary, done.stdout + done.stderr)
        return done

    def ask(self, question, provider, base, *options):
        answer = Answer(self.run_freshet("ask", provider, base, "--no-retrieval", *options, question))
        self.assertEqual([m["seq"] for m in answer.messages], list(range(1, len(answer.messages) + 1)))
        return answer

    def assert_answered(self, answer, text, delivery="native"):
        self.assertEqual(answer.status, 0, answer.errors)
        self.assertEqual((answer.end["type"], answer.end["answer"], answer.end["delivery"]), ("final", text, delivery))
        self.assertEqual(answer.text, text)

    def assert_failed(self, answer, *kinds):
        self.assertEqual((answer.status, answer.end["type"]), (1, "error"), answer.end)
        self.assertIn(answer.end["kind"], kinds)
        self.assertTrue(answer.end["message"] and answer.errors, answer.end)


class AimockTest(PeerCase):
    @classmethod
    def setUpClass(cls):
        cls.server, cls.url = start("aimock.mjs")
        v1 = cls.url + "/v1"
        cls.dialects = [
            ("openai", v1, "gpt-4.1"), ("gemini", cls.url + "/v1beta", "gemini-3.8-flash"),
            ("ollama", cls.url, "llama3.2"), ("huggingface", v1, "any"), ("openrouter", cls.url + "/api/v1", "any"),
            ("localai", v1, "any"), ("lmstudio", v1, "any"), ("openai-compatible", v1, "any")]

    @classmethod
    def tearDownClass(cls):
        stop(cls.server)

    def each(self, question, check, *options):
        for provider, base, model in self.dialects:
            with self.subTest(provider=provider, question=question):
                check(provider, self.ask(question, provider, base, "--model", model, *options))

    def test_streams(self):
        self.each("plain", lambda _, answer: self.assert_answered(answer, "Hello from a peer: naïve café 東京 🙂."))
        self.each("long", lambda _, answer: self.assert_answered(answer, LONG))

    def test_streams_token_by_token(self):
        def check(_, answer):
            self.assert_answered(answer, LONG)
            self.assertGreater(len(answer.tokens), 100)
            self.assertGreater(answer.end["timings"]["total_ms"], 2 * answer.end["timings"]["first_token_ms"])
        self.each("paced", check)

    def test_asks_without_streaming(self):
        self.each("long", lambda _, answer: self.assert_answered(answer, LONG, "non_streaming"), "--no-stream")

    def test_falls_back_to_a_pseudo_stream_where_streaming_is_refused(self):
        def check(_, answer):
            self.assert_answered(answer, LONG, "pseudo")
            self.assertGreater(len(answer.tokens), 10)
            self.assertTrue(any("without streaming" in note for note in answer.end["notes"]), answer.end)
        self.each("unstreamed", check)

    def test_tells_reasoning_from_text(self):
        def check(provider, answer):
            self.assert_answered(answer, "42")
            if provider != "ollama":  # aimock's Ollama has none
                self.assertEqual(answer.end["reasoning"], "Let me think about it.")
        self.each("thinking", check)

    def test_keeps_tool_calls(self):
        def check(_, answer):
            self.assertEqual((answer.status, answer.end["finish_reason"]), (0, "tool_calls"), answer.errors)
            call = answer.end["tool_calls"][0]
            self.assertEqual((call["name"], json.loads(call["arguments"])), ("weather", {"city": "Bern"}))
        self.each("tool", check)

    def test_a_stream_cut_off_is_truncated_and_keeps_its_text(self):
        def check(_, answer):
            self.assert_failed(answer, "truncated")
            self.assertTrue(answer.end["partial"] and LONG.startswith(answer.end["partial"]), answer.end)
        self.each("cut", check, "--retries", "0")

    def test_errors_have_the_kind_of_their_status(self):
        kinds = {400: "context_length", 401: "auth", 402: "billing", 403: "permission", 404: "not_found",
                 413: "payload_too_large", 429: "rate_limited", 500: "server", 503: "overloaded"}

        def check(_, answer):
            self.assert_failed(answer, kind)
            self.assertEqual(answer.end["http_status"], status)
            self.assertEqual(answer.end["retryable"], status in (429, 500, 503))
            if status == 429:
                self.assertEqual(answer.end["retry_after_ms"], 1000)
        for status, kind in kinds.items():
            self.each(f"status {status}", check, "--retries", "0")

    def test_chaos(self):
        self.each("chaos malformed", lambda _, answer: self.assert_failed(answer, "protocol"), "--retries", "0")
        self.each("chaos drop", lambda _, answer: self.assert_failed(answer, "server"), "--retries", "0")
        self.each("chaos disconnect", lambda _, answer: self.assert_failed(answer, "network"), "--retries", "0")

    def test_waits_as_long_as_it_may(self):
        self.each("late", lambda _, answer: self.assert_answered(answer, "Late."))
        self.each("silent", lambda _, answer: self.assert_failed(answer, "timeout"), "--timeout", "1")

    def test_lists_models(self):
        for provider, base, _ in self.dialects:
            if provider == "gemini":  # aimock lists models below /v1 only
                continue
            with self.subTest(provider=provider):
                catalog = json.loads(self.run_freshet("models", provider, base, "--refresh").stdout)
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
        self.assert_answered(answer, answer.text)
        self.assertGreater(len(answer.tokens), 10)


if __name__ == "__main__":
    unittest.main()
