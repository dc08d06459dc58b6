#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""wire_case_from_log.py ID DIALECT LOG: makes of a file that FRESHET_HTTP_LOG wrote a case for tests/data/wire.

What is to come out of it stands behind "> " and is yours to fill in: a test takes no case that expects nothing.
"""

import re
import sys

KEPT_HEADERS = re.compile(rb"(content-type|retry-after|retry-after-ms|date|x-should-retry|(x-|anthropic-)ratelimit-.*)$", re.I)


def escaped(data):
    names = {0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t", 0x5C: "\\\\"}
    return "".join(names.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}") for byte in data)


def parts_of(log):
    """Status, headers and body of the answer; the request in front of it and the closing line are dropped."""
    answer = re.search(rb"\n\nHTTP (\d+)\n((?:[^\n]+\n)*)\n(.*)\n\n(?:end|[a-z_]+: [^\n]*)\n\Z", log, re.S)
    if not answer:
        sys.exit("wire_case_from_log.py: there is no whole answer in this log")
    headers = [line.split(b": ", 1) for line in answer[2].splitlines()]
    return int(answer[1]), headers, answer[3]


def case_of(name, dialect, log):
    status, headers, body = parts_of(log)
    kept = {key.lower(): (key, value) for key, value in headers if KEPT_HEADERS.match(key)}
    content_type = kept.pop(b"content-type", (b"", b"text/plain"))[1]
    head = b"; ".join([str(status).encode() + b" " + content_type.split(b";")[0]] + [k + b": " + v for k, v in kept.values()])
    lines = [f"# {name} [{dialect}] recorded  < {head.decode('latin-1')}"]
    writes = re.findall(rb".*?(?:\r?\n\r?\n|\Z)", body, re.S) if b"event-stream" in content_type else body.splitlines(True)
    lines += [f"| {escaped(write)}" for write in writes if write]
    return "\n".join(lines + ["> {}"])


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[3], "rb") as file:
        print(case_of(sys.argv[1], sys.argv[2], file.read()))
