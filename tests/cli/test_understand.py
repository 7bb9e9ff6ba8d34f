"""`caffi understand`: a line of JSON for each question, read by the code that answers staff."""

import json

from typer.testing import CliRunner

from bot.__main__ import caffi

PROGRAMME = """\
ref,title,title_cy,topic,format,location,audience,language,starts_at,minutes,capacity,booked
A-1,Kind words in hard moments,Geiriau caredig,wellbeing,online,Online,all,bilingual,2026-05-14T10:00,45,10,10
A-2,Budgets for newcomers,,finance,in-person,"Tŷ Afon, Cardiff",managers,en,2026-05-20T14:00,90,10,3
A-3,Last month's walk,,wellbeing,in-person,"Tŷ Afon, Cardiff",all,en,2026-04-20T12:00,30,,
"""
CONTEXT = {
    "now": "2026-05-13T09:00",
    "timezone": "Europe/London",
    "me": {"office": "Tŷ Afon, Cardiff", "bookings": ["A-1"], "attended": ["A-3"]},
    "public": {"school_holidays_wales": [["2026-05-25", "2026-05-29"]], "bank_holidays": ["2026-05-25"]},
}


def asked(tmp_path, *questions, context=CONTEXT):
    (tmp_path / "programme.csv").write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "context.json").write_text(json.dumps(context), encoding="utf-8")
    lines = "\n".join(json.dumps({"id": number, "text": text}) for number, text in enumerate(questions))
    return run(tmp_path, lines)


def run(tmp_path, lines):
    files = ["--programme", str(tmp_path / "programme.csv"), "--context", str(tmp_path / "context.json")]
    return CliRunner().invoke(caffi, ["understand", *files], input=lines)


def test_each_question_is_answered_in_its_order(tmp_path):
    result = asked(
        tmp_path,
        "what's on tomorrow morning?", "book me on budgets", "what have i booked", "can't make tomorrow",
        "when is kind words", "the walk was lovely", "keep me posted on finance", "help", "will it rain",
        "anything at half term", "near me", "anything with places left", "for managers",
        "beth sydd ymlaen fory",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == list(range(14))
    assert [(answer["intent"], answer["refs"]) for answer in answers] == [
        ("whats_on", ["A-1"]), ("book", ["A-2"]), ("my_bookings", ["A-1"]), ("cancel", ["A-1"]),
        ("session_details", ["A-1"]), ("feedback", ["A-3"]), ("subscribe", []), ("help", []), ("unknown", []),
        ("whats_on", []), ("whats_on", ["A-2"]), ("whats_on", ["A-2"]), ("whats_on", ["A-2"]),
        ("whats_on", ["A-1"]),
    ]  # fmt: skip
    assert (answers[0]["range_start"], answers[0]["range_end"]) == ("2026-05-14T00:00", "2026-05-15T00:00")
    assert answers[0]["part_of_day"] == "morning"
    assert (answers[9]["range_start"], answers[9]["range_end"]) == ("2026-05-25T00:00", "2026-05-30T00:00")
    assert answers[7]["range_start"] is None


def test_a_line_that_is_no_question_is_named(tmp_path):
    asked(tmp_path)
    result = run(tmp_path, '{"id": 1, "text": "yoga"}\n{"id": 2}\n')
    assert result.exit_code == 2
    assert "Line 2" in result.output


def test_a_context_without_now_is_refused(tmp_path):
    result = asked(tmp_path, "yoga", context={})
    assert result.exit_code == 2
    assert "now" in result.output
