"""What tests of preparing share that has to be set up."""

from __future__ import annotations

from typing import Any

import pytest

from trifecta.domain.situations.analysis import Analysis
from trifecta.domain.situations.reading import read
from trifecta.web.views import situations_words
from trifecta.web.views.situations_recent import read_all_anew


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read, each as often as it was."""
    texts: list[str] = []

    def counting(text: str, **who: Any) -> Analysis:
        texts.append(text)
        return read(text, **who)

    read_all_anew()
    monkeypatch.setattr(situations_words, "read", counting)
    return texts
