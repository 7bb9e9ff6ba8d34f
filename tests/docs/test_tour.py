"""The README's five minutes, done word by word in a real browser, on a weekday and at a weekend."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-sync", "--no-first-run"]

# `caffi run` on a day that the test chooses.
_RUN = """
import sys, datetime, time_machine
time_machine.travel(datetime.datetime.fromisoformat(sys.argv[1]), tick=True).start()
sys.argv = ["caffi", "run"]
from bot.__main__ import main
main()
"""

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"
)


def told(words: str) -> str:
    """Words that the README tells people to type or press; here they are only repeated."""
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"**{words}**" in text or f"`{words}`" in text, f"the README does not say {words}"
    return words


@pytest.fixture(params=["2026-11-18T14:20+00:00", "2026-11-22T18:55+00:00"], ids=["Wednesday", "Sunday"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """The try-out room as somebody meets it who has just started Caffi."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("CAFFI_", "SLACK_"))}
    settings = {
        "CAFFI_DATA": str(tmp_path),
        "CAFFI_PORT": str(port),
        "CAFFI_CONFIG": str(ROOT / "config.toml"),
    }
    command = [sys.executable, "-c", _RUN, request.param]
    with (tmp_path / "log").open("wb") as log:
        caffi = subprocess.Popen(command, env=clean | settings, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_for(caffi, port, tmp_path / "log")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
            page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
            page.set_default_timeout(60_000)
            yield page
            browser.close()
    finally:
        caffi.terminate()
        assert caffi.wait(60) in {0, -15}


def _wait_for(caffi: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            try:
                caffi.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(log.read_text())
        else:
            return
    pytest.fail(log.read_text())


def says(page: Page, words: str) -> None:
    page.get_by_label("Write to Caffi").fill(words)
    page.get_by_role("button", name=told("Send"), exact=True).click()


def moves_the_clock(page: Page, button: str) -> None:
    before = page.locator("#now").inner_text()
    page.get_by_role("button", name=told(button), exact=True).click()
    expect(page.locator("#now")).not_to_have_text(before, timeout=60_000)
    expect(page.locator("#clock-steps")).to_be_enabled(timeout=60_000)


def opens(page: Page, name: str) -> None:
    page.locator("#places a", has_text=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_the_five_minutes_of_the_readme(room):
    room.goto("/")
    expect(room.locator("#people-now")).to_contain_text("Nia Rees")
    messages = room.locator("article.message")

    says(room, told("What's on next week?"))
    listing = messages.filter(has_text="What’s on").last
    listing.get_by_role("button").filter(has_text=re.compile(rf"^{told('Book')}$")).first.click()
    booked = messages.filter(has_text="You’re booked on").last
    expect(booked).to_be_visible()
    title = booked.locator("strong").first.inner_text()

    moves_the_clock(room, "Next Monday 9am")
    expect(room.locator("#places a", has_text="learning")).to_contain_text("1")
    opens(room, told("learning"))
    digest = messages.last
    expect(digest).to_contain_text(title)
    welsh, english = digest.inner_text().index("Beth sydd ymlaen"), digest.inner_text().index("What’s on")
    assert welsh < english
    expect(digest.get_by_role("button", name=f"Book: {title}")).to_be_visible()

    opens(room, told("Caffi"))
    question = messages.filter(has_text=f"How was {title}?").first
    for _ in range(6):
        moves_the_clock(room, "Tomorrow 9am")
        if question.is_visible():
            break
    expect(messages.filter(has_text=f"{title} starts in an hour.").first).to_be_visible()
    question.get_by_role("button", name=told("4 Very useful")).click()
    thanks = messages.filter(has_text="Thank you").last
    expect(thanks).to_contain_text(title)
    thanks.get_by_role("button", name=told("Answer in words")).click()
    room.get_by_label("What will you do with it?").fill("Try it with my team.")
    room.locator("#form-panel").get_by_role("button", name=told("Send")).click()
    expect(messages.filter(has_text=f"your feedback on {title} is saved").last).to_be_visible()

    room.locator("#people-now").click()
    room.locator("#people a", has_text=told("Sam Okafor")).click()
    expect(room.locator("#people-now")).to_contain_text("Administrator")
    says(room, told("/learn results 5"))
    room.get_by_role("button", name=told("Publish the summary")).click()
    summary = messages.filter(has_text="What people said").last
    expect(summary).to_contain_text("16 of ")
    expect(summary).to_contain_text("“Write the agenda as questions.”")
