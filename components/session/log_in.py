"""Whether a desk has a log-in."""

from pathlib import Path


def is_configured() -> bool:
    """Whether Streamlit's secrets have a log-in (OpenID Connect), or cannot be read and may have one.

    A desk whose file of secrets has a fault must not be open to everybody for it.
    """
    from streamlit import config
    from streamlit.runtime.secrets import secrets_singleton

    try:
        if secrets_singleton.load_if_toml_exists():
            return "auth" in secrets_singleton
        return any(Path(path).exists() for path in config.get_option("secrets.files"))
    except (OSError, ValueError):
        return True
