"""Towns in the reader's language; nothing else of a place is touched."""

import pytest

from bot.views.towns import place_in


@pytest.mark.parametrize(
    ("place", "welsh", "english"),
    [
        ("Tŷ Afon, Cardiff", "Tŷ Afon, Caerdydd", "Tŷ Afon, Cardiff"),
        ("Tŷ Afon, Caerdydd", "Tŷ Afon, Caerdydd", "Tŷ Afon, Cardiff"),
        ("Online (Teams)", "Ar-lein (Teams)", "Online (Teams)"),
        ("12 Cardiff Road, Newport", "12 Cardiff Road, Casnewydd", "12 Cardiff Road, Newport"),
        ("Room 4 (Swansea)", "Room 4 (Abertawe)", "Room 4 (Swansea)"),
        ("Canolfan Caerdydd", "Canolfan Caerdydd", "Canolfan Caerdydd"),
        ("Newport, Pembrokeshire", "Trefdraeth, Sir Benfro", "Newport, Pembrokeshire"),
        ("Hall, Newport in Pembrokeshire", "Hall, Trefdraeth, Sir Benfro", "Hall, Newport in Pembrokeshire"),
        ("Newport, Sir Benfro", "Trefdraeth, Sir Benfro", "Newport, Sir Benfro"),
        ("Trefdraeth, Sir Benfro", "Trefdraeth, Sir Benfro", "Newport, Pembrokeshire"),
        (
            "Cardiff, Newport, Pembrokeshire",
            "Caerdydd, Trefdraeth, Sir Benfro",
            "Cardiff, Newport, Pembrokeshire",
        ),
        ("", "", ""),
        (" , ( Mold ,<!channel>", " , ( Yr Wyddgrug ,<!channel>", " , ( Mold ,<!channel>"),
    ],
)
def test_a_town_by_itself_is_named_as_the_reader_knows_it(place, welsh, english):
    assert place_in(place, "cy") == welsh
    assert place_in(place, "en") == english
