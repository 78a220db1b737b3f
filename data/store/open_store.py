"""An address -> the place that keeps the records."""

from pathlib import Path

from data.store.base import Store
from data.store.folder import FolderStore


def is_database(address: str) -> bool:
    """Whether it is an SQLAlchemy address, as "sqlite:///desk.db", and no folder."""
    return "://" in address


def store_of(address: str, *, kept: str = "") -> Store:
    """The folder or database at the address; `kept` is the folder for versions within a folder, empty if none are kept."""
    if is_database(address):
        # Only a desk with a database pays for the library.
        from data.store.database import DatabaseStore

        return DatabaseStore(address, keeps=bool(kept))
    folder = Path(address)
    return FolderStore(folder, folder / kept if kept else None)
