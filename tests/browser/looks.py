"""What axe-core finds wrong with a page."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN = """(rules) => axe.run({
  resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }),
})"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours; the others do not care for the scheme."""


def faults(page: Page, *rules: str) -> list[str]:
    """Each breach of a rule (one of these, or any) and where it is."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, list(rules) or None)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found for node in one["nodes"]]  # fmt: skip
