"""Reads a report with readers that are not Factlint's and prints what they found, as JSON.

    read_report.py FORMAT FILE

prints a list of {path, line, column, severity, check, message, suppressed}; severity is error, warning or note. What a
format cannot say is null. It fails where a reader does, and where a format's own rules are broken.
"""

import csv
import json
import re
import sys
import urllib.parse
from xml.etree import ElementTree


def sarif(path):
    from sarif import loader
    from sarif_pydantic import Sarif

    text = open(path, encoding="utf-8").read()
    Sarif.model_validate_json(text)
    loaded = loader.load_sarif_file(path)
    document = json.loads(text)
    assert document["version"] == "2.1.0" and document["$schema"].endswith("sarif-2.1.0.json")
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["help"]["text"]
        assert len(rule["fullDescription"]["text"]) <= 1024
    assert len(run["results"]) <= 25_000
    results = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        for location in result["locations"] + result.get("relatedLocations", []):
            region = location["physicalLocation"]["region"]
            assert region["startLine"] >= 1
            if "endLine" in region:
                assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        ids = {location["id"] for location in result.get("relatedLocations", [])}
        links = set(re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"]))
        assert links == {str(number) for number in ids}, (links, ids)
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%:-]*", uri), uri
        results.append(
            entry(urllib.parse.unquote(uri.removeprefix("file://")), place["region"]["startLine"], place["region"].get("startColumn"),
                  result["level"], result["ruleId"], result["message"]["text"], bool(result.get("suppressions"))))
    # sarif-tools counts all results, the suppressed ones too.
    report = loaded.get_report()
    counted = sum(report.get_issue_count_for_severity(severity) for severity in report.get_severities())
    assert counted == len(results), counted
    return results


def junit(path):
    from junitparser import Failure, JUnitXml, Skipped

    results = []
    for suite in JUnitXml.fromfile(path):
        cases = list(suite)
        assert suite.tests == len(cases) > 0
        failures = 0
        for case in cases:
            check, _, message = case.name.partition(": ")
            kinds = [type(result) for result in case.result]
            failures += Failure in kinds
            line = case._elem.get("line")
            file = case._elem.get("file")
            if case.result and kinds[0] is Failure:
                severity = case.result[0].text.split(":")[0]
                results.append(entry(file, int(line), None, severity, check, message, False))
            elif case.result and kinds[0] is Skipped:
                results.append(entry(file, int(line), None, None, check, message, True))
            elif case.system_out:
                results.append(entry(file, int(line), None, "note", check, message, False))
        assert suite.failures == failures
    return results


def checkstyle(path):
    root = ElementTree.parse(path).getroot()
    assert root.tag == "checkstyle"
    severities = {"error": "error", "warning": "warning", "info": "note", "ignore": None}
    return [
        entry(file.get("name"), int(error.get("line")), int(error.get("column") or 0) or None, severities[error.get("severity")],
              error.get("source").removeprefix("factlint."), error.get("message"), error.get("severity") == "ignore")
        for file in root for error in file
    ]


def github(path):
    """As the runner reads workflow commands: one a line, properties split at commas, then unescaped."""
    def value(text):
        for escaped, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(escaped, plain)
        return text

    results = []
    for line in open(path, encoding="utf-8", newline="\n").read().split("\n")[:-1]:
        command = re.fullmatch(r"::(error|warning|notice|debug)(?: ([^:]*))?::(.*)", line)
        assert command, line
        level, properties, message = command.groups()
        if level == "debug":
            results.append(entry(None, None, None, None, None, value(message), True))
            continue
        properties = dict(part.split("=", 1) for part in properties.split(","))
        if "file" not in properties:
            continue
        if "col" in properties:
            assert properties["line"] == properties["endLine"]
        check = re.search(r"\(([^()]*)\)$", value(properties["title"]))
        results.append(
            entry(value(properties["file"]), int(properties.get("line", 0)) or None, int(properties.get("col", 0)) or None,
                  "note" if level == "notice" else level, check and check.group(1), value(message), False))
    return results


def gitlab(path):
    data = open(path, "rb").read()
    assert not data.startswith(b"\xef\xbb\xbf")
    entries = json.loads(data)
    assert len({item["fingerprint"] for item in entries}) == len(entries)
    severities = {"major": "error", "minor": "warning", "info": "note", "blocker": "error"}
    for item in entries:
        assert not item["location"]["path"].startswith(("./",))
        assert item["check_name"] in item["description"] or item["severity"] == "blocker"
    return [
        entry(item["location"]["path"], item["location"]["lines"]["begin"], None, severities[item["severity"]], item["check_name"],
              item["description"], "suppressed" in item["description"])
        for item in entries
    ]


def rdjsonl(path):
    results = []
    for line in open(path, encoding="utf-8", newline="\n").read().split("\n")[:-1]:
        item = json.loads(line)
        assert set(item) <= {"message", "location", "severity", "source", "code", "related_locations"}
        start = item["location"]["range"]["start"]
        severity = {"ERROR": "error", "WARNING": "warning", "INFO": "note"}[item["severity"]]
        suppressed = "(suppressed " in item["message"]
        results.append(
            entry(item["location"]["path"], start["line"], start.get("column"), None if suppressed else severity,
                  item["code"]["value"], item["message"], suppressed))
    return results


def facts(path):
    rows = list(csv.DictReader(open(path, encoding="utf-8", newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


def entry(path, line, column, severity, check, message, suppressed):
    return {"path": path, "line": line, "column": column, "severity": severity, "check": check, "message": message, "suppressed": suppressed}


if __name__ == "__main__":
    print(json.dumps({"sarif": sarif, "junit": junit, "checkstyle": checkstyle, "github": github, "gitlab": gitlab,
                      "rdjsonl": rdjsonl, "csv": facts}[sys.argv[1]](sys.argv[2])))
