"""host_openedx.py: starts what stands in for Open edX round the SCORM XBlock, and says where it is.

The block is openedx-scorm-xblock as it is installed, unpatched: it unpacks, reads manifests, shows its page, and takes
what a package tells. What stands here is what a platform does for a block: it keeps its fields, hands requests to its
handlers, and listens to what it publishes. Invariant: fields are kept as copies, as a database would.

    POST /blocks                       a new block: its number
    ANY  /handler/NUMBER/NAME/SUFFIX   a handler of the block
    GET  /view/NUMBER                  the page that a learner sees
    GET  /kept/NUMBER                  what the platform holds: fields, what was published, what the package told
"""

import copy
import json
import pathlib
import socketserver
import tempfile
import threading
import types
import wsgiref.simple_server

import listening

# What of a block is looked at from outside.
FIELDS = ["scorm_version", "index_page_path", "package_warnings", "navigation_menu", "lesson_status"]
FIELDS += ["success_status", "lesson_score", "scorm_data"]

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Platform</title><style>{css} .scorm-pane {{ height: 90vh !important }}</style>
<script src="/jquery.js"></script></head><body>{html}<script>{js}</script><script>
const block = document.querySelector("[data-init]");
const settings = JSON.parse(block.querySelector(".xblock_json_init_args").textContent);
const handlerUrl = (_, name) => "/handler/{number}/" + name;
window[block.dataset.init]({{ handlerUrl }}, block, settings);
</script></body></html>"""


def platform(folder):
    """What blocks are made by, after Django was told where files go."""
    import django
    from django.conf import settings

    templates = {"BACKEND": "django.template.backends.django.DjangoTemplates"}
    settings.configure(MEDIA_ROOT=folder, TEMPLATES=[templates], USE_TZ=True, USE_I18N=False)
    django.setup()
    from openedxscorm import ScormXBlock
    from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, Runtime

    class Copies(DictKeyValueStore):
        """Fields, none of which anybody else holds."""

        def get(self, key):
            return copy.deepcopy(super().get(key))

        def set_many(self, update_dict):
            super().set_many(copy.deepcopy(update_dict))

    class Located:
        """What the platform mixes into every block: where it is in a course."""

        @property
        def location(self):
            return types.SimpleNamespace(block_id=self.scope_ids.usage_id)

    class Platform(Runtime):
        """Knows this block alone, one learner, and what was published."""

        published = {}
        told = {}
        user_id = 7

        def load_block_type(self, block_type):
            return ScormXBlock

        def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
            return f"/handler/{block.scope_ids.usage_id}/{handler_name}/{suffix}?{query}"

        def publish(self, block, event_type, event_data):
            self.published.setdefault(block.scope_ids.usage_id, []).append([event_type, event_data])

        def resource_url(self, resource):
            raise NotImplementedError

        local_resource_url = resource_url

    attributes = {"edx-platform.user_id": 7, "edx-platform.username": "learner"}
    user = types.SimpleNamespace(opt_attrs=attributes)
    services = {
        "field-data": KvsFieldData(Copies()),
        "user": types.SimpleNamespace(get_current_user=lambda: user),
    }
    ids = MemoryIdManager()
    return Platform(ids, ids, mixins=(Located,), services=services)


def view(runtime, block, number):
    """The page of a block, with what the platform gives to every block's script: jQuery, and addresses of handlers."""
    fragment = runtime.render(block, "student_view")
    pieces = {"text/css": "", "application/javascript": ""}
    for resource in fragment.resources:
        pieces[resource.mimetype] += f"{resource.data}\n"
    return PAGE.format(
        html=fragment.body_html(), css=pieces["text/css"], js=pieces["application/javascript"], number=number
    )


def application(runtime):
    """What answers a request."""
    import django
    from webob import Request, Response

    vendor = pathlib.Path(django.__file__).parent / "contrib/admin/static/admin/js/vendor"
    jquery = (vendor / "jquery/jquery.min.js").read_text(encoding="utf-8")
    one = threading.Lock()

    def answer(request):
        what, _, rest = request.path.lstrip("/").partition("/")
        number, _, rest = rest.partition("/")
        if what == "jquery.js":
            return Response(jquery, content_type="application/javascript", charset="utf-8")
        if what == "blocks":
            ids = runtime.id_generator
            return Response(json_body=ids.create_usage(ids.create_definition("scorm")))
        if what not in ("handler", "view", "kept"):
            return Response(status=404)
        block = runtime.get_block(number)
        if what == "handler":
            name, _, suffix = rest.partition("/")
            if name == "scorm_set_values":
                runtime.told.setdefault(number, []).extend(request.json_body)
            return runtime.handle(block, name, request, suffix)
        if what == "view":
            return Response(view(runtime, block, number))
        kept = {name: getattr(block, name) for name in FIELDS}
        heard = {name: getattr(runtime, name).get(number, []) for name in ("published", "told")}
        return Response(json_body={**kept, **heard})

    def served(environ, start):
        with one:
            return answer(Request(environ))(environ, start)

    return served


class Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    """Browsers open connections that they do not use: none may keep the others waiting."""

    daemon_threads = True


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    """Says nothing of requests."""

    def log_message(self, *_):
        pass


def main():
    """Serves until standard input ends."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(("127.0.0.1", 0), Quiet)
        server.set_app(application(platform(folder)))
        listening.until_left(server.shutdown)
        listening.announce(server.socket)
        server.serve_forever()


main()
