"""host_scormhost.py: starts scormhost, a learning system by others, with nothing in it, and says where it is.

It is the whole of it, as it is installed: its pages, its run-time API for packages, its REST API, its database. Everything
that it keeps stands in a folder that goes with it.
"""

import tempfile

import listening


def main():
    """Serves until standard input ends."""
    from scormhost import create_scorm_app

    with tempfile.TemporaryDirectory() as folder:
        listening.serve_asgi(create_scorm_app(data_dir=folder, secret_key="made up, and good for one run of these tests"))


main()
