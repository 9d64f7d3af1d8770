"""Where runs are made: on this machine, or on a cluster. One protocol; nothing else in the code knows which."""

from service.executors.executor import EXECUTORS, Executor, call, cancelled, open_executor, worker

__all__ = ["EXECUTORS", "Executor", "call", "cancelled", "open_executor", "worker"]
