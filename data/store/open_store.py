"""An address -> the store at that address."""

from pathlib import Path

from data.store.base import Store
from data.store.folder import FolderStore


def is_database(address: str) -> bool:
    """Whether it is an SQLAlchemy address, such as "sqlite:///desk.db", rather than a folder."""
    return "://" in address


def store_of(address: str, *, versions: str = "", most: int = 0) -> Store:
    """The folder or database at the address.

    `versions` is the folder for stored versions, within the folder of the records; empty if none are stored. Of more
    than `most` the ones shown longest ago are deleted; 0 deletes none.
    """
    if is_database(address):
        # Imported here, so that only desks with a database load the library.
        from data.store.database import DatabaseStore

        return DatabaseStore(address, stores_versions=bool(versions), most_versions=most)
    folder = Path(address)
    return FolderStore(folder, folder / versions if versions else None, most)
