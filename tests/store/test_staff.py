"""What the people file says goes over what was known, and what people chose stays."""

from sqlalchemy import event, select

from bot.learning.people import Roles
from bot.store import people, staff
from bot.store.tables import people as table


def everybody(database):
    columns = table.c.email, table.c.name, table.c.site, table.c.manager_email, table.c.language
    return {tuple(row) for row in database.read_now(lambda db: db.execute(select(*columns)).all())}


def test_only_what_it_says_is_changed(database):
    first = [
        ("Nia@example.org", {"name": "Nia", "site": "Barry", "manager_email": "mari@example.org"}),
        ("owen@example.org", {"language": "cy"}),
    ]
    assert database.write_now(lambda db: staff.load(db, first)) == 2
    nia = database.read_now(lambda db: people.by_email(db, "nia@example.org", Roles()).id)
    database.write_now(lambda db: people.choose(db, nia, language="en"))
    then = [
        ("nia@example.org", {"site": "Bangor", "manager_email": "", "language": "cy"}),
        ("owen@example.org", {}),
        ("cerys@example.org", {"name": "Cerys"}),
    ]
    assert database.write_now(lambda db: staff.load(db, then)) == 1
    assert everybody(database) == {
        ("nia@example.org", "Nia", "Bangor", "", "en"),
        ("owen@example.org", "", "", "", "cy"),
        ("cerys@example.org", "Cerys", "", "", None),
    }


def test_a_long_file_keeps_nobody_waiting_for_long(database):
    """Whatever it changes, in a few statements for each five hundred: nobody else can write meanwhile."""
    rows = [(f"p{number}@example.org", {"name": f"P{number}"}) for number in range(1200)]
    said = []
    for site in ("Barry", "Bangor"):
        asked = [(email, facts | {"site": site}) for email, facts in rows]

        def load(db, asked=asked):
            event.listen(db, "before_cursor_execute", lambda *words: said.append(words[2]))
            return staff.load(db, asked)

        database.write_now(load)
    assert len(said) <= 10
    assert {row[2] for row in everybody(database)} == {"Bangor"}
