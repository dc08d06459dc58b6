# SPDX-License-Identifier: MIT
"""man_page_test.py FRESHET: the manual page tells every command and option of the program, and is sound roff."""
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../packaging"))
import man_page  # noqa: E402

PROGRAM = sys.argv.pop(1)
REQUESTS = {".TH", ".SH", ".PP", ".TP", ".B", ".EX", ".EE"}


def plain(roff):
    return roff.replace("\\-", "-").replace("\\(aq", "'").replace("\\&", "").replace("\\e", "\\")


class ManPageTest(unittest.TestCase):
    def test_tells_every_option_of_every_command(self):
        page = man_page.page(PROGRAM)
        main = man_page.help_of(PROGRAM)
        commands = man_page.commands_of(main)
        self.assertIn("ask", commands)
        for command in commands:
            section = page.split(f'.SH "FRESHET {command.upper()}"\n')[1].split("\n.SH ")[0]
            options = set(re.findall(r"--[a-z][a-z-]+", man_page.help_of(PROGRAM, command)))
            self.assertIn("--profile", options)
            for option in options:
                self.assertIn(option, plain(section), f"{command} {option}")

    def test_loses_no_word(self):
        for command in [[]] + [[c] for c in man_page.commands_of(man_page.help_of(PROGRAM))]:
            text = man_page.help_of(PROGRAM, *command)
            words = plain(re.sub(r"^\.[A-Z]+ ?", "", man_page.body(text), flags=re.M)).split()
            self.assertEqual(words, text.replace("^", "\\(ha").replace("~", "\\(ti").split(), command)

    def test_uses_known_requests_only(self):
        for line in man_page.page(PROGRAM).split("\n"):
            if line.startswith("."):
                self.assertIn(line.split(" ")[0], REQUESTS)
            self.assertFalse(line.startswith("'"), line)

    def test_shows_what_begins_like_a_request(self):
        self.assertEqual(man_page.body("Title.\n\n.env is read\n"), "Title.\n.PP\n\\&.env is read\n")

    def test_makes_columns_paragraphs(self):
        self.assertEqual(man_page.body("Options:\n  --top K  at most K\n           of them\n"),
                         ".PP\n.B Options:\n.TP\n.B \\-\\-top K\nat most K\nof them\n")


if __name__ == "__main__":
    unittest.main()
