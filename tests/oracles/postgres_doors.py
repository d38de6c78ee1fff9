"""How a server of PostgreSQL is come by: who is believed to be it, who is let in, and what whoever is not is told."""

import os
import re
import shutil
import socket
import subprocess
import threading

from postgres_server import Desk, expect


class Certificates:
    """Certificates that are made on the spot, each with its key."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name in ("ours", "other"):
            self.make(name, "-x509", "-subj", f"/CN=CA {name}", "-addext", "basicConstraints=critical,CA:TRUE")
        self.signed("server", "DNS:localhost,IP:0.0.0.0")
        self.signed("elsewhere", "DNS:db.example.nhs.uk")
        self.signed("expired", "DNS:localhost,IP:0.0.0.0", "-startdate", "20200101000000Z", "-enddate", "20210101000000Z")

    def make(self, name, *words):
        line = ["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3000", *words]
        self.run(*line, "-keyout", f"{name}.key", "-out", f"{name}.{'pem' if '-x509' in words else 'csr'}")

    def signed(self, name, names, *days):
        self.make(name, "-subj", f"/CN={name}")
        (self.folder / "ca.cnf").write_text(
            "[ca]\ndefault_ca = ours\n[ours]\ndatabase = index\nnew_certs_dir = .\nserial = serial\ndefault_md = sha256\n"
            f"policy = any\nx509_extensions = server\n[any]\ncommonName = supplied\n[server]\nsubjectAltName = {names}\n"
            "extendedKeyUsage = serverAuth\n", encoding="utf-8")
        (self.folder / "index").touch()
        self.run("openssl", "ca", "-batch", "-config", "ca.cnf", "-rand_serial", "-cert", "ours.pem", "-keyfile", "ours.key",
                 *(days or ("-days", "3000")), "-notext", "-in", f"{name}.csr", "-out", f"{name}.pem")

    def run(self, *line):
        done = subprocess.run(line, cwd=self.folder, capture_output=True, text=True, check=False)
        expect(done.returncode == 0, f"{line}: {done.stderr}")


class Guarded:
    """The server, which now listens in the network, and lets in by a password, over an encrypted connection alone."""

    def __init__(self, server, folder):
        self.server, self.certificates = server, Certificates(folder)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        server.ask("CREATE ROLE keeper LOGIN PASSWORD 's3cret'")
        server.ask("CREATE DATABASE guarded OWNER keeper")
        rules = "local all all trust\nhostssl all keeper 127.0.0.1/32 scram-sha-256\n"
        (server.data / "pg_hba.conf").write_text(rules, encoding="utf-8")
        server.again("fast", "-o", f"-c listen_addresses=127.0.0.1 -c port={self.port} -k {server.folder} -c log_connections=on")
        os.environ["PGPORT"] = str(self.port)

    def shows(self, name):
        """Lets it show this certificate; none: it encrypts nothing."""
        for ending in ("pem", "key") if name else ():
            path = self.server.data / f"server.{ending}"
            shutil.copy(self.certificates.folder / f"{name}.{ending}", path)
            path.chmod(0o600)
            if not os.getuid():
                shutil.chown(path, self.server.data.owner())
        for one in ("ssl_cert_file = 'server.pem'", "ssl_key_file = 'server.key'", f"ssl = {'on' if name else 'off'}"):
            self.server.ask(f"ALTER SYSTEM SET {one}")
        self.server.ask("SELECT pg_reload_conf()")
        while self.server.ask("SHOW ssl") != ("on" if name else "off"):
            pass

    def address(self, host, asked=""):
        ask = asked.replace("OURS", f"sslrootcert={self.certificates.folder}/ours.pem")
        ask = ask.replace("OTHER", f"sslrootcert={self.certificates.folder}/other.pem")
        return f"postgres://keeper@{host}:{self.port}/guarded{'?' if ask else ''}{ask}"

    def log(self):
        return (self.server.data / "log").read_text(encoding="utf-8", errors="replace")


    def unlet(self, desk, store, why):
        """What the server's log has of a command that cannot get in, and is told why, and what to do."""
        before, desk.store = len(self.log()), store
        said = desk.run("verify", ends=2)
        expect(store in said and why in said and "\n  help: " in said and "s3cret" not in said, f"{store}: {said}")
        return self.log()[before:]

    def keeps_out(self, desk):
        """Whoever is not let in is told why."""
        store = self.address("localhost", "sslmode=verify-full&OURS")
        for sql, back, why in [
            ("ALTER ROLE keeper CONNECTION LIMIT 0", "ALTER ROLE keeper CONNECTION LIMIT -1", "as many connections as it takes"),
            ("ALTER ROLE keeper NOLOGIN", "ALTER ROLE keeper LOGIN", "does not let its user in"),
            ("REVOKE CONNECT ON DATABASE guarded FROM PUBLIC, keeper", "GRANT CONNECT ON DATABASE guarded TO PUBLIC, keeper", "grant CONNECT"),
            ("ALTER ROLE keeper PASSWORD 'another'", "ALTER ROLE keeper PASSWORD 's3cret'", "password came from PGPASSWORD"),
        ]:
            self.server.ask(sql)
            self.unlet(desk, store, why)
            self.server.ask(back)
        self.unlet(desk, store.replace("keeper", "nobody"), "pg_hba.conf")
        self.server.ask("ALTER DATABASE guarded SET default_transaction_read_only = on")
        desk.store = store
        expect("the server only gives" in desk.run("verify", ends=2), "a server that takes nothing is not named")
        self.server.ask("ALTER DATABASE guarded RESET default_transaction_read_only")
        given = os.environ.pop("PGPASSWORD")
        self.unlet(desk, store, "put it into PGPASSWORD")
        os.environ["PGPASSWORD"] = given
        desk.run("verify")


def encrypted(bona, folder, server):
    """A connection is encrypted and the server judged as the address says: whoever is not the server gets no password."""
    guarded = Guarded(server, folder / "certificates")
    desk = Desk(bona, folder / "guarded", guarded.address("localhost", "sslmode=verify-full&OURS"))
    os.environ["PGPASSWORD"] = "s3cret"
    guarded.shows("server")
    desk.run("init", "--organisation", "Elm Street")
    expect(re.search(r"user=keeper .*SSL enabled \(protocol=TLSv1\.3", guarded.log()), f"it is not encrypted: {guarded.log()}")
    own = next(desk.folder.glob("*.keys"))
    # Any number but those of this machine's own is another's: as of a server elsewhere, it is judged unasked.
    os.environ["BONA_KEYS"] = str(own)
    (desk.folder / own.name.replace("localhost", "0.0.0.0").replace(".keys", ".checkpoint")).write_bytes(
        own.with_suffix(".checkpoint").read_bytes())
    taken = [("localhost", ""), ("localhost", "sslmode=prefer"), ("localhost", "sslmode=require&OURS"), ("0.0.0.0", "OURS")]
    for host, asked in taken:
        desk.store = guarded.address(host, asked)
        desk.run("verify")
    whole, foreign, plain = "sslmode=verify-full&OURS", "signed by nobody who is trusted", "encrypts nothing"
    refused = [
        ("server", "localhost", "sslmode=verify-full", foreign), ("server", "localhost", "sslmode=verify-full&OTHER", foreign),
        ("server", "0.0.0.0", "", foreign), ("server", "0.0.0.0", "OTHER", foreign),
        ("server", "127.0.0.1", whole, "is for another name"), ("elsewhere", "localhost", whole, "is for another name"),
        ("expired", "localhost", whole, "is not valid today"), ("ours", "localhost", whole, "is one that signs others"),
        ("server", "localhost", "sslmode=disable", "without sslmode=disable"),
        (None, "localhost", whole, plain), (None, "0.0.0.0", "OURS", plain), (None, "0.0.0.0", "", plain)]
    for shown, host, asked, why in refused:
        guarded.shows(shown)
        log = guarded.unlet(desk, guarded.address(host, asked), why)
        expect("connection auth" not in log, f"{shown}, {asked}: somebody was let in: {log}")
    guarded.shows("server")
    guarded.keeps_out(desk)
    # The canary: the same server is talked to unencrypted where that is what the address asks for, and the server lets it.
    (server.data / "pg_hba.conf").write_text("local all all trust\nhost all keeper 127.0.0.1/32 scram-sha-256\n", encoding="utf-8")
    guarded.shows(None)
    for asked in ("", "sslmode=disable"):
        desk.store = guarded.address("localhost", asked)
        desk.run("verify")
    for name in ("PGPASSWORD", "BONA_KEYS"):
        del os.environ[name]
    return len(refused)


class Otherwise:
    """Something else that listens where a server is looked for: whatever it is asked, it says this."""

    def __init__(self, says):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.says, self.port = says, self.listening.getsockname()[1]
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        while True:
            asking, _ = self.listening.accept()
            with asking:
                asking.recv(1_000)
                asking.sendall(self.says)


def refused(bona, folder, server):
    """What cannot be done is said with what to do, and no password in it."""
    desk = Desk(bona, folder / "refused", f"postgres://postgres@/none?host={server.folder}")
    for store, words, why in [
        (desk.store, ("verify",), "createdb"),
        (f"postgres://postgres:s3cret@/training?host={server.folder}", ("verify",), "PGPASSWORD"),
        (f"postgres://postgres@/postgres?host={server.folder}", ("verify",), "bona evidence init"),
        ("postgres://postgres@127.0.0.1:1/x", ("verify",), "cannot be reached"),
        (f"postgres://postgres@/training?host={server.folder}/none", ("verify",), "has a socket in that folder"),
        (f"postgres://postgres@localhost:{Otherwise(b'HTTP/1.1 400 Bad Request').port}/x?sslmode=disable", ("verify",), "does not speak"),
        ("postgres://postgres@no-such-host.invalid/x", ("verify",), "no host of that name"),
    ]:
        desk.store = store
        said = desk.run(*words, ends=2)
        expect(why in said and "s3cret" not in said, said)
        expect(":s3cret" in store or store in said, f"the address is not told: {said}")
    desk.store = f"postgres://postgres@/training?host={server.folder}"
    said = desk.run("matrix", ends=2)
    expect("the folder in which the command is started" in said and "BONA_KEYS" in said, f"in another folder it says: {said}")
