"""What importing a file would change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.learning.programme import PART, TOLD, compare
from bot.learning.sessions import Bilingual, Draft, Session, Status

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 3, 2, 9, tzinfo=LONDON)


def draft(uid="a", day=0, **more):
    starts = NINE + timedelta(days=day)
    return Draft(
        **{
            "uid": uid,
            "title": Bilingual("Walk"),
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            **more,
        }
    )


def kept(a_draft, number=1, **more):
    """The session that a store keeps of a draft: its moments in UTC."""
    facts = {name: getattr(a_draft, name) for name in Draft.__dataclass_fields__}
    moments = {name: facts[name].astimezone(UTC) for name in ("starts_at", "ends_at")}
    return Session(id=number, **{**facts, **moments, **more})


def test_new_changed_unchanged_gone():
    stays, moves, goes = draft("a"), draft("b", 1), draft("c", 1)
    plan = compare(
        [stays, replace(moves, ends_at=moves.ends_at + timedelta(hours=1)), draft("d", 2)],
        [kept(stays), kept(moves), kept(goes)],
    )
    assert [each.uid for each in plan.new] == ["d"]
    assert [(change.session.uid, change.fields) for change in plan.changed] == [("b", ("ends_at",))]
    assert [session.uid for session in plan.unchanged] == ["a"]
    assert [session.uid for session in plan.gone] == ["c"]


def test_gone_are_only_our_own_within_the_files_dates_and_not_cancelled():
    first, last = draft("a"), draft("b", 10)
    others = [
        kept(draft("other", 5), source="elsewhere"),
        kept(draft("before", -1)),
        kept(draft("after", 11)),
        kept(draft("cancelled", 5), status=Status.CANCELLED),
        kept(draft("later that day", 10, starts_at=NINE + timedelta(days=10, hours=5))),
    ]
    existing = [kept(first), kept(last), *others]
    assert [session.uid for session in compare([first, last], existing).gone] == ["later that day"]
    wider = compare([first, last], existing, start=date(2026, 3, 1), until=date(2026, 3, 13))
    assert [session.uid for session in wider.gone] == ["before", "after", "later that day"]
    assert compare([], existing).gone == ()


def test_a_session_whose_row_cannot_be_read_is_not_gone():
    ends = draft("z", 9)
    existing = [kept(draft("a", 1, ref="LC-1")), kept(draft(f"b{PART}1", 1)), kept(draft("c", 1)), kept(ends)]
    plan = compare([draft("first"), ends], existing, held=["lc-1", "b", ""])
    assert [session.uid for session in plan.held] == ["a", f"b{PART}1"]
    assert [session.uid for session in plan.gone] == ["c"]


def test_a_reference_finds_a_session_whose_uid_changed():
    old = kept(draft("LC-1", ref="LC-1"))
    plan = compare([draft("new", 3, ref="lc-1")], [old])
    assert plan.changed[0].session == old
    assert plan.changed[0].fields == ("starts_at", "ends_at", "ref")
    once = kept(draft("LC-1", ref="LC-1"))
    plan = compare([draft(f"LC-1{PART}2", 7, ref="LC-1"), draft(f"LC-1{PART}1", ref="LC-1")], [once])
    assert plan.unchanged == (once,)
    assert [each.uid for each in plan.new] == [f"LC-1{PART}2"]


def test_a_reference_that_leaves_a_doubt_finds_nothing():
    existing = [kept(draft("1", 1, ref="R")), kept(draft("2", 2, ref="R"))]
    plan = compare([draft("3", 3, ref="R"), draft("4", 0, ref="R")], existing)
    assert len(plan.new) == len(plan.gone) == 2


def test_what_a_session_says_finds_it_where_its_uid_changed():
    days = [kept(draft("a", 0, place="Barry"), 1), kept(draft("b", 7, place="Barry"), 2)]
    plan = compare([draft("c", 0, place="Hafod"), draft("d", 7, place="Barry")], days)
    assert [(change.session.uid, change.fields) for change in plan.changed] == [("a", ("place",))]
    assert [(session.uid, uid) for session, uid in plan.adopted] == [("b", "d")]
    rooms = [kept(draft("a", place="Barry"), 1), kept(draft("b", place="Hafod"), 2)]
    plan = compare([draft("c", place="Hafod"), draft("d", place="Barry")], rooms)
    assert [(session.uid, uid) for session, uid in plan.adopted] == [("b", "c"), ("a", "d")]
    assert not compare([draft("c", place="x"), draft("d", place="y")], rooms).changed


def test_a_file_changes_only_what_it_speaks_of_and_never_reopens():
    here = kept(draft("a"), capacity=30, status=Status.CANCELLED)
    assert compare([draft("a")], [here], told={"title", "starts_at"}).unchanged == (here,)
    assert compare([draft("a")], [here]).changed[0].fields == ("capacity",)
    cancelled = compare([draft("a", status=Status.CANCELLED)], [kept(draft("a"))])
    assert cancelled.changed[0].fields == ("status",)


def test_the_hour_that_happens_twice_is_two_hours():
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    here = Session(id=1, uid="a", title=Bilingual("Walk"), starts_at=twice, ends_at=twice + timedelta(days=1))
    later = draft("a", starts_at=twice.replace(fold=1), ends_at=twice + timedelta(days=1))
    assert compare([later], [here]).changed[0].fields == ("starts_at",)


HOSTILE = st.sampled_from(
    ["", "<!channel>", "{{DATE()}}", "<script>", "x" * 3200, "אבג", "🦆", PART, f"a{PART}b"]
)
DRAFTS = st.lists(
    st.builds(
        draft,
        uid=st.sampled_from("abcdefgh") | HOSTILE,
        day=st.integers(-3, 3),
        ref=st.sampled_from(["", "R1", "r1", "R2"]) | HOSTILE,
        title=st.builds(Bilingual, HOSTILE, HOSTILE),
        capacity=st.none() | st.integers(0, 3),
        status=st.sampled_from(Status),
    ),
    max_size=8,
)
SESSIONS = st.lists(  # a store holds a uid once for each source
    st.tuples(DRAFTS.filter(bool).map(lambda each: each[0]), st.sampled_from(["programme", "feed"])),
    max_size=8,
    unique_by=lambda pair: (pair[0].uid, pair[1]),
).map(lambda pairs: [kept(each, number, source=source) for number, (each, source) in enumerate(pairs)])


@given(DRAFTS, SESSIONS, st.lists(HOSTILE, max_size=2))
def test_the_groups_are_a_partition(drafts, existing, held):
    plan = compare(drafts, existing, held=held)
    assert len(plan.new) + len(plan.changed) + len(plan.unchanged) == len(drafts)
    touched = [*(change.session.id for change in plan.changed)]
    touched += [session.id for session in (*plan.unchanged, *plan.gone, *plan.held)]
    assert len(touched) == len(set(touched))
    assert all(existing[number].source == "programme" for number in touched)
    assert all(change.fields and set(change.fields) <= TOLD for change in plan.changed)


@given(DRAFTS, SESSIONS)
def test_importing_twice_changes_nothing_more(drafts, existing):
    drafts = list({each.uid: each for each in drafts}.values())
    plan = compare(drafts, existing)
    changes = {change.session.id: change for change in plan.changed}
    after = [session for session in existing if session.id not in changes]
    after += [
        replace(
            change.session,
            uid=change.draft.uid,
            **{name: getattr(change.draft, name) for name in change.fields},
        )
        for change in plan.changed
    ]
    after += [kept(each, 100 + number) for number, each in enumerate(plan.new)]
    again = compare(drafts, after)
    assert not again.new
    assert not again.changed
    assert len(again.unchanged) == len(drafts)
    assert {session.id for session in again.gone} == {session.id for session in plan.gone}
