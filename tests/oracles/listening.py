"""What the servers of this folder share: they stand on a port of this machine, and end with whoever began them.

The first line that is printed is their address. Invariant: a server never outlives its standard input.
"""

import socket
import sys
import threading


def announce(own):
    """Tells the address of a socket that listens; requests wait there until they are served."""
    print(f"http://127.0.0.1:{own.getsockname()[1]}", flush=True)


def until_left(stop):
    """Calls `stop` once standard input ends."""

    def watch():
        sys.stdin.buffer.read()
        stop()

    threading.Thread(target=watch, daemon=True).start()


def serve_asgi(app):
    """Serves an application by uvicorn until whoever began it has gone."""
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", loop="asyncio", http="h11", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)

    def stop():
        server.should_exit = True

    until_left(stop)
    own = socket.create_server(("127.0.0.1", 0))
    announce(own)
    server.run(sockets=[own])
