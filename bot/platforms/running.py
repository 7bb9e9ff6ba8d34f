"""What is still being done when the room is asked to stop: answers that follow an acknowledgement."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Running:
    """Holds on to tasks (the event loop itself only does so weakly) until they are done."""

    def __init__(self) -> None:
        self._ours: set[asyncio.Task[Any]] = set()
        self._hosts: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._ours.add(task)
        task.add_done_callback(self._ours.discard)
        return task

    @contextmanager
    def here(self) -> Iterator[None]:
        """Count the current task, which somebody else started, as being done."""
        if task := asyncio.current_task():
            self._hosts.add(task)
            task.add_done_callback(self._hosts.discard)
        yield

    async def drain(self, seconds: float) -> None:
        """Wait at most so long until nothing is left; then cancel what we started ourselves."""
        end = asyncio.get_running_loop().time() + seconds
        while waiting := {*self._ours, *self._hosts} - {asyncio.current_task()}:
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await asyncio.wait(waiting, timeout=left)
        unfinished = list(self._ours)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
