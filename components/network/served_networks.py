"""The networks that our own server gives as files: a browser keeps them, and a reload does not send them again."""

import hashlib
from collections import OrderedDict
from threading import Lock

# The networks shown last: one a day and version of the records.
MOST_NETWORKS = 4

_networks: OrderedDict[str, bytes] = OrderedDict()
# The address of the network of the records alone. It may be given to everybody; the others may hold a reader's own rows.
_shared: list[str] = []
_lock = Lock()


def network_address(network: bytes) -> str:
    """Where the network can be had. Who does not know what is in it cannot guess its name."""
    with _lock:
        known = next((name for name, shown in _networks.items() if shown is network), "")
    # Each change of a filter asks again for the network that is there: it is not hashed anew.
    name = known or hashlib.sha256(network).hexdigest()[:32]
    with _lock:
        _networks[name] = network
        _networks.move_to_end(name)
        while len(_networks) > MOST_NETWORKS:
            _networks.popitem(last=False)
    return f"networks/{name}"


def network_at(name: str) -> bytes | None:
    """The network of that name; None if this process has not shown it lately."""
    with _lock:
        return _networks.get(name)


def share_network(network: bytes) -> None:
    """Tell browsers of this network before they ask for it: that of the records alone, as they are now."""
    _shared[:] = [network_address(network)]


def shared_network() -> str:
    """Its address; empty before there is one."""
    return next(iter(_shared), "")
