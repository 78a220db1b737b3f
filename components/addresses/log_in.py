"""Whether whoever asks for a file is logged in, where the desk has a log-in: by the cookie that the page sets, too."""

import json
import logging
from collections.abc import Mapping

from components.addresses.answers import RefusedError
from components.session.log_in import is_configured
from data.store.settings import settings

LOG_IN = "This desk asks for a log-in. Log in on its page in this browser first."
CANNOT_TELL = (
    "This desk asks for a log-in, which cannot be checked here. Whoever runs the server can open the addresses to all "
    "(`open` under [addresses] in the settings)."
)


def check_log_in(cookies: Mapping[str, str]) -> None:
    """Raise RefusedError if a log-in is needed and nobody is logged in, or if the cookie cannot be checked."""
    if settings().addresses.open or not is_configured():
        return
    try:
        user = _user_of(cookies)
    except Exception as error:
        # The form of the cookie is Streamlit's own and may change: then nobody gets in, rather than everybody.
        logging.getLogger(__name__).warning("The log-in cannot be checked: %s", type(error).__name__)
        raise RefusedError(403, CANNOT_TELL) from None
    if not user.get("is_logged_in"):
        raise RefusedError(403, LOG_IN)


def _user_of(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """What the signed cookie of the page says; empty without a valid one."""
    from streamlit.auth_util import get_cookie_with_chunks
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    def part(name: str) -> bytes | None:
        signed = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, signed.encode("latin-1")) if signed else None

    content = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    user: Mapping[str, object] = json.loads(content) if content else {}
    return user
