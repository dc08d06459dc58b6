# SPDX-License-Identifier: MIT
"""apparmor_test.py: the readers of documents, which get what they read over a pipe, may open nobody's files."""
import os
import re
import unittest

PROFILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../packaging/apparmor/usr.bin.freshet")
INCLUDES = {"abstractions/base", "abstractions/fonts"}


def child_profile(name):
    """The rules of a profile within the main one, without comments."""
    with open(PROFILE, encoding="utf-8") as file:
        text = re.sub(r"^\s*#.*$", "", file.read(), flags=re.M)
    body = re.search(r"^  profile " + name + r" .*?\{\n(.*?)^  \}", text, flags=re.M | re.S)[1]
    return [line.strip().rstrip(",") for line in body.splitlines() if line.strip()]


class AppArmorTest(unittest.TestCase):
    def test_readers_open_what_is_installed_only(self):
        for name in ("reader", "pdftotext"):
            rules = child_profile(name)
            self.assertIn("deny network", rules)
            files = [rule for rule in rules if not rule.startswith(("include ", "signal ", "deny "))]
            self.assertTrue(files)
            for rule in files:
                self.assertRegex(rule, r"^/usr/(bin/pdftotext mr|libexec/freshet/freshet-reader mr|share/poppler/\*\* r)$")
            for rule in rules:
                if rule.startswith("include "):
                    self.assertIn(rule.split("<")[1].rstrip(">"), INCLUDES)


if __name__ == "__main__":
    unittest.main()
