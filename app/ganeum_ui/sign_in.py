"""The organisation's sign-in, where the server has one: Streamlit's own, by OpenID Connect."""

from pathlib import Path

import streamlit as st

from ganeum.words import Language, say


def asked() -> bool:
    """Tell whether the server is to let in only who has signed in.

    It is where Streamlit's secrets have a part `auth`; also where they cannot be read, so that a
    slip in them opens nothing.
    """
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    return any(Path(file).exists() for file in st.get_option("secrets.files"))


def let_in(language: Language) -> bool:
    """Tell whether the reader may see the screen; who may not is offered the sign-in."""
    if not asked():
        return True
    if st.user.get("is_logged_in", False):
        st.button(say("sign_out", language), on_click=st.logout)
        return True
    st.button(say("sign_in", language), on_click=st.login, type="primary")
    return False
