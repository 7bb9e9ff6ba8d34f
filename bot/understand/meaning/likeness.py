"""How alike a question and each session are in meaning, by a small model where it is installed.

The model is the table of word pieces in the PyPI package wordllama (MIT): a text is the mean of the
vectors of its pieces. It was made for English; Welsh comes to it through the ideas that its words speak of.
Nothing is fetched: only two files of the installed package are read, and none of its code is run.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from time import sleep
from typing import Any

from bot.learning.sessions import Bilingual, Session
from bot.understand.letters import LONGEST
from bot.understand.meaning.ideas import gist, ideas_in, words_of
from bot.understand.stop_words import spoken_language

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_PIECES = "tokenizers/l2_supercat_tokenizer_config.json"
_TITLE = 0.3  # what the title counts for by itself, beside all that is said of a session
_AT_ALL = 0.12  # below that, two texts have nothing to do with each other
_AT_ONCE = 256  # sessions read at a time
_MOST = 300  # sessions that a question can be alike to
_MOST_LETTERS = 600  # of one text
_one_at_a_time = Lock()


class Model:
    """Turns texts into vectors of length 1, so that their product says how alike they are."""

    def __init__(self, folder: Path) -> None:
        """Raises ImportError where what reads the package's files is missing, OSError where a file is."""
        import numpy as np  # noqa: PLC0415  (an extra: only where it is installed)
        from safetensors import safe_open  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._numpy: Any = np
        with safe_open(str(folder / _WEIGHTS), "numpy") as file:
            self._table: Any = file.get_tensor("embedding.weight")
        self._pieces: Any = Tokenizer.from_file(str(folder / _PIECES))

    def vectors(self, texts: Sequence[str]) -> Any:
        """An array of a row for each text; a text of no known piece is all zero."""
        np = self._numpy
        rows = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for place, text in enumerate(texts):
            pieces = self._pieces.encode(text[:_MOST_LETTERS].lower(), add_special_tokens=False).ids
            if pieces:
                mean = self._table[pieces].astype(np.float32).mean(0)
                rows[place] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return rows


class Likeness:
    """The sessions of a programme as the model has read them."""

    def __init__(self, model: Model, sessions: Sequence[Session]) -> None:
        self._model = model
        self._rows: Any = model.vectors([""] * len(sessions))
        for start in range(0, len(sessions), _AT_ONCE):
            some = sessions[start : start + _AT_ONCE]
            titles = [_in_english(session.title) for session in some]
            wholes = [f"{title}. {_said_of(session)}" for title, session in zip(titles, some, strict=True)]
            rows = _TITLE * model.vectors(titles) + (1 - _TITLE) * model.vectors(wholes)
            self._rows[start : start + _AT_ONCE] = rows
            sleep(0)  # others may go on meanwhile

    def to(self, words: str) -> Mapping[int, float]:
        """By the place of a session: how alike it is to `words`, 0 to 1; the few hundred that are most."""
        asked = _english(words[:LONGEST])
        if not asked or not len(self._rows):
            return {}
        alike = self._rows @ self._model.vectors([asked])[0]
        near = (alike > _AT_ALL).nonzero()[0]
        if len(near) > _MOST:
            near = near[alike[near].argpartition(-_MOST)[-_MOST:]]
        return dict(zip(near.tolist(), alike[near].clip(max=1.0).tolist(), strict=True))


def likeness_of(sessions: Sequence[Session]) -> Likeness | None:
    """The sessions as the model reads them (0.1 ms each); None where no model is installed."""
    model = _model()
    return Likeness(model, sessions) if model else None


def _model() -> Model | None:
    with _one_at_a_time:
        return _read_model()


@lru_cache(maxsize=1)
def _read_model() -> Model | None:
    spec = find_spec("wordllama")  # looks the package up, and runs nothing of it
    if spec is None or not spec.submodule_search_locations:
        return None
    try:
        return Model(Path(next(iter(spec.submodule_search_locations))))
    except (ImportError, OSError):
        return None  # without it search still works


def _said_of(session: Session) -> str:
    return " ".join((_in_english(session.summary), session.asked))


def _in_english(text: Bilingual) -> str:
    return text.en or _english(text.cy)


def _english(text: str) -> str:
    """The text itself; for Welsh, the English names of the ideas that it speaks of."""
    return gist(ideas_in(words_of(text))) if spoken_language(text) == "cy" else text
