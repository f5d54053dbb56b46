#!/usr/bin/env python3
# Counts what ./test ran, from CTest's JUnit files and a list of other checks; its last line is the sum.
# Catch2 2 knows no skipped tests: a case that prints "SKIPPED:" is counted as skipped and not as passed.
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

ALL_PASSED = re.compile(r"^All tests passed \(.* in (\d+) test cases?\)$", re.M)
SOME_FAILED = re.compile(r"^test cases: +(\d+) \|(.*)$", re.M)
RULE = "-" * 79


class Count:
    def __init__(self, passed=0, failed=0, skips=()):
        self.passed, self.failed, self.skips = passed, failed, list(skips)


def skips_of(output):
    """The test cases that say SKIPPED, each once, with what they said."""
    skips, case, in_header, header_begins = {}, "", False, False
    for line in output.splitlines():
        if line == RULE:
            in_header = header_begins = not in_header
            continue
        if in_header:
            case = line.strip() if header_begins else case
            header_begins = False
        elif "SKIPPED:" in line:
            skips.setdefault(case, line[line.index("SKIPPED:"):].strip())
    return [f"{case or 'the whole program'}: {said}" for case, said in skips.items()]


def count_of(output, succeeded):
    """What one program did. One that is no Catch2 program, or died before its summary, counts as one test."""
    skips = skips_of(output)
    whole, partly = ALL_PASSED.search(output), SOME_FAILED.search(output)
    if whole:
        passed, failed = int(whole[1]), 0
    elif partly:
        failed = sum(int(number) for number in re.findall(r"(\d+) failed(?! as expected)", partly[2]))
        passed = int(partly[1]) - failed
    else:
        passed, failed = (1, 0) if succeeded else (0, 1)
    if not succeeded and failed == 0:
        failed = 1  # it died, leaked or ran out of time after its last test
    return Count(max(0, passed - len(skips)), failed, skips)


def counts_in(folder):
    """(section, program, Count) of everything below the folder."""
    for file in sorted(folder.glob("*.xml")):
        for case in xml.parse(file).getroot().iter("testcase"):
            output = case.findtext("system-out") or ""
            yield file.stem, case.get("name"), count_of(output, case.get("status") == "run")
    other = folder / "other.txt"
    for line in other.read_text().splitlines() if other.exists() else []:
        verdict, section, name = line.split(" ", 2)
        if verdict == "skipped":
            name, reason = name.split(": ", 1)
            yield section, name, Count(skips=[reason])
        else:
            yield section, name, Count(passed=1) if verdict == "passed" else Count(failed=1)


def check():
    """Proves the counting on outputs of each kind; an AssertionError is a failure."""
    header = f"{RULE}\n{{}}\n{RULE}\na.cpp:1\n....\n\na.cpp:2: warning:\n  SKIPPED: ../shared/x is not here\n"
    rows = [
        ("All tests passed (5 assertions in 3 test cases)\n", True, (3, 0, 0)),
        ("All tests passed (5 assertions in 1 test case)\n", True, (1, 0, 0)),
        ("test cases:  27 |  22 passed | 5 failed\nassertions: 9 | 4 passed | 5 failed\n", False, (22, 5, 0)),
        ("test cases: 4 | 3 passed | 1 failed as expected\n", True, (4, 0, 0)),
        ("test cases: 2 | 2 passed\nassertions: - none -\n", True, (2, 0, 0)),
        ("test cases: 1 | 1 failed\n", False, (0, 1, 0)),
        (header.format("one") + "All tests passed (1 assertion in 3 test cases)\n", True, (2, 0, 1)),
        (header.format("one") * 2 + "All tests passed (1 assertion in 3 test cases)\n", True, (2, 0, 1)),
        (header.format("one") + header.format("two") + "All tests passed (1 assertion in 3 test cases)\n", True, (1, 0, 2)),
        ("SKIPPED: no browser here\n", True, (0, 0, 1)),
        ("a script that says nothing\n", True, (1, 0, 0)),
        ("Segmentation fault\n", False, (0, 1, 0)),
        ("All tests passed (5 assertions in 3 test cases)\nSUMMARY: LeakSanitizer\n", False, (3, 1, 0)),
    ]
    for output, succeeded, wanted in rows:
        count = count_of(output, succeeded)
        got = (count.passed, count.failed, len(count.skips))
        assert got == wanted, f"{output!r}: {got} instead of {wanted}"


def main(folder):
    total, section_before = Count(), None
    for section, name, count in counts_in(pathlib.Path(folder)):
        if section != section_before:
            print(f"\n{section}")
            section_before = section
        print(f"  {name:<30} {count.passed:5} passed, {count.failed} failed, {len(count.skips)} skipped")
        total.passed += count.passed
        total.failed += count.failed
        total.skips += [f"{section}, {name}: {skip}" for skip in count.skips]
    if total.skips:
        print(f"\nSKIPPED: {len(total.skips)} tests found their material missing and tested nothing:")
        print("\n".join(f"  {skip}" for skip in total.skips))
    print(f"\n{total.passed} passed, {total.failed} failed, {len(total.skips)} skipped")
    return 0 if total.failed == 0 and total.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(check() if sys.argv[1] == "--check" else main(sys.argv[1]))
