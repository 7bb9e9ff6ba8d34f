"""The same submission twice (a double press, a reload) is served once and leads to the same page."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

_KEPT = 1000


class Once:
    """Remembers the last thousand submissions; older ones are the front desk's to recognise, by their key."""

    def __init__(self) -> None:
        self._tasks: OrderedDict[str, asyncio.Task[str]] = OrderedDict()

    async def __call__(self, key: str, work: Callable[[], Coroutine[Any, Any, str]]) -> str:
        """The outcome of `work`, or of the earlier work under that key (also while it is under way).

        A browser that goes away does not stop it. Work that failed may be tried again.
        """
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.create_task(work())
            task.add_done_callback(lambda done: self._forget_failed(key, done))
            if len(self._tasks) > _KEPT:
                self._tasks.popitem(last=False)
        return await asyncio.shield(task)

    def _forget_failed(self, key: str, done: asyncio.Task[str]) -> None:
        if done.cancelled() or done.exception() is not None:
            self._tasks.pop(key, None)
