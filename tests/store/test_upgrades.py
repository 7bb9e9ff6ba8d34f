"""The upgrades lead to the tables that the code means, whatever version a database comes from."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.tables import metadata


def test_the_upgrades_make_the_tables_that_the_code_means(database):
    def differences(db):
        return compare_metadata(MigrationContext.configure(db), metadata)

    assert database.read_now(differences) == []
