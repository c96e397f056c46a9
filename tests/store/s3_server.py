#!/usr/bin/env python3
"""A real S3 server for the tests: OpenStack Swift with s3api (Debian's packages), in a folder of its own.

    tests/store/s3_server.py FOLDER

starts memcached, Swift's four servers and a proxy that can be told to misbehave, makes the bucket "serow", and prints
one line of JSON when all is ready: {"endpoint", "faulty", "bucket", "access_key", "secret_key"}. It ends, and stops
what it started, when its standard input ends. FOLDER is removed before and after. Exit status 77: a package is missing.

The proxy ("faulty") passes everything on, unless faults are waiting. POST /__faults with a list of
{"fault": NAME, "method": "PUT", "contains": "partNumber=", "times": 1} replaces those that wait; `method` and `contains`
(of the path with its query) may be absent. GET /__faults gives those still waiting and the number of requests passed on.
    stall         takes the request and never answers
    500, 503      answers so, without passing the request on
    after         passes it on, and drops the connection in place of the answer
    cut           passes it on, and cuts the answer's body in half
    etag          passes it on, and gives another ETag
    flip          passes it on, and changes one byte of the answer's body
    spoil         changes one byte of the request's body before it passes it on
"""
import datetime
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

ACCESS, SECRET, BUCKET, REGION = "test:t", "SK", "serow", "us-east-1"

# A listing is without an object whose container was slower than the timeout, until a daemon that does not run here looks
# again: on a busy machine that was an object too few.
COMMON = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}/etc
devices = {folder}/node
mount_check = false
disable_fallocate = true
log_name = {name}
log_level = WARNING
log_address = /dev/null
conn_timeout = 10
node_timeout = 30
container_update_timeout = 30
"""
PROXY = """[pipeline:main]
pipeline = catch_errors cache listing_formats bulk s3api tempauth copy slo dlo symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
conn_timeout = 10
node_timeout = 30
recoverable_node_timeout = 30
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{memcached}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:symlink]
use = egg:swift#symlink
[filter:s3api]
use = egg:swift#s3api
location = {region}
min_segment_size = 1
[filter:tempauth]
use = egg:swift#tempauth
user_test_t = {secret} .admin
"""
# Swift looks for its settings in /etc/swift alone unless it is told before it starts.
RUN = ("import sys; from swift.common.utils import set_swift_dir; set_swift_dir(sys.argv[1]);"
       "from swift.common.wsgi import run_wsgi; sys.exit(run_wsgi(sys.argv[2], sys.argv[3]))")


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def start(folder, ports, children):
    import pwd
    values = {"folder": folder, "user": pwd.getpwuid(os.geteuid()).pw_name, "region": REGION, "secret": SECRET,
              "memcached": ports["memcached"]}
    etc = folder / "etc"
    for part in (etc, folder / "node" / "d1", folder / "log"):
        part.mkdir(parents=True)
    (etc / "swift.conf").write_text("[swift-hash]\nswift_hash_path_prefix = x\nswift_hash_path_suffix = y\n"
                                    "[storage-policy:0]\nname = p0\ndefault = yes\n")
    for name in ("account", "container", "object"):
        (etc / f"{name}-server.conf").write_text(
            COMMON.format(port=ports[name], name=name, **values)
            + f"[pipeline:main]\npipeline = {name}-server\n[app:{name}-server]\nuse = egg:swift#{name}\n")
        for words in (["create", "4", "1", "0"], ["add", f"r1z1-127.0.0.1:{ports[name]}/d1", "1"], ["rebalance"]):
            subprocess.run(["swift-ring-builder", f"{name}.builder", *words], cwd=etc, check=True,
                           stdout=subprocess.DEVNULL)
    (etc / "proxy-server.conf").write_text(COMMON.format(port=ports["proxy"], name="proxy", **values)
                                           + PROXY.format(**values))
    user = ["-u", values["user"]] if os.geteuid() == 0 else []
    children.append(subprocess.Popen(["memcached", *user, "-l", "127.0.0.1", "-p", str(ports["memcached"]), "-m", "16"],
                                     stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    # The Python that has Swift's packages need not be the one that runs this.
    with open(shutil.which("swift-proxy-server")) as program:
        python = program.readline()[2:].split()
    for name in ("account", "container", "object", "proxy"):
        log = open(folder / "log" / name, "wb")
        children.append(subprocess.Popen(
            [*python, "-c", RUN, str(etc), str(etc / f"{name}-server.conf"), f"{name}-server"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True))


def signed(method, path, port):
    """Another hand's Signature Version 4: the bucket is not made by what is tested with it."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    empty = hashlib.sha256(b"").hexdigest()
    headers = {"host": f"127.0.0.1:{port}", "x-amz-content-sha256": empty, "x-amz-date": now}
    names = ";".join(headers)
    text = "\n".join([method, path, "", *(f"{k}:{v}" for k, v in headers.items()), "", names, empty])
    scope = f"{now[:8]}/{REGION}/s3/aws4_request"
    to_sign = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(text.encode()).hexdigest()])
    key = ("AWS4" + SECRET).encode()
    for step in (now[:8], REGION, "s3", "aws4_request"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    headers["authorization"] = (f"AWS4-HMAC-SHA256 Credential={ACCESS}/{scope}, SignedHeaders={names}, "
                                f"Signature={signature}")
    return headers


def make_bucket(port, children):
    """False where the servers do not answer: between looking for free ports and taking them, others may take one."""
    for _ in range(200):
        if any(child.poll() is not None for child in children):
            return False
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("PUT", f"/{BUCKET}", headers=signed("PUT", f"/{BUCKET}", port))
            if connection.getresponse().status in (200, 409):
                return True
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    return False


def stop(children):
    for child in children:
        child.kill()
    for child in children:
        child.wait()
    children.clear()


class Faulty(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream = 0
    waiting = []
    passed_on = 0
    lock = threading.Lock()

    def log_message(self, *_):
        pass

    def fault(self):
        with Faulty.lock:
            for one in Faulty.waiting:
                if self.command == one.get("method", self.command) and one.get("contains", "") in self.path:
                    one["times"] = one.get("times", 1) - 1
                    if one["times"] <= 0:
                        Faulty.waiting.remove(one)
                    return one["fault"]
        return None

    def say(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def drop(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/__faults":
            with Faulty.lock:
                if self.command == "POST":
                    Faulty.waiting, Faulty.passed_on = json.loads(body), 0
                told = json.dumps({"waiting": len(Faulty.waiting), "passed_on": Faulty.passed_on})
            return self.say(200, told)
        fault = self.fault()
        if fault == "stall":
            time.sleep(30)
            return self.drop()
        if fault == "500":
            return self.say(500, "<Error><Code>InternalError</Code><Message>We are sorry</Message></Error>")
        if fault == "503":
            return self.say(503, "<Error><Code>SlowDown</Code><Message>Reduce your request rate</Message></Error>")
        if fault == "spoil" and body:
            body = body[:-1] + bytes([body[-1] ^ 1])
        with Faulty.lock:
            Faulty.passed_on += 1
        connection = http.client.HTTPConnection("127.0.0.1", Faulty.upstream, timeout=60)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if fault == "after":
            return self.drop()
        if fault == "flip" and data:
            data = data[:-1] + bytes([data[-1] ^ 1])
        if fault == "etag":
            data = data.replace(b"<ETag>", b"<ETag>0")
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() == "etag" and fault == "etag":
                value = '"00000000000000000000000000000000"'
            if name.lower() in ("connection", "transfer-encoding", "content-length"):
                if name.lower() != "content-length" or self.command != "HEAD":
                    continue
            self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if fault == "cut":
            self.wfile.write(data[:len(data) // 2])
            self.wfile.flush()
            return self.drop()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_any


class QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that left


def main():
    if any(shutil.which(program) is None for program in ("memcached", "swift-ring-builder", "swift-proxy-server")):
        return 77
    folder = pathlib.Path(sys.argv[1]).absolute()
    names = ["memcached", "account", "container", "object", "proxy"]
    children = []
    # Ended from outside as from within.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        for attempt in range(4):
            shutil.rmtree(folder, ignore_errors=True)
            ports = dict(zip(names, free_ports(len(names))))
            start(folder, ports, children)
            if make_bucket(ports["proxy"], children):
                break
            stop(children)
            for log in sorted((folder / "log").iterdir()):
                print(f"attempt {attempt}: {log.name}\n" + log.read_text(errors="replace")[-2000:], file=sys.stderr)
        else:
            print("Swift does not answer", file=sys.stderr)
            return 1
        Faulty.upstream = ports["proxy"]
        faulty = QuietServer(("127.0.0.1", 0), Faulty)
        threading.Thread(target=faulty.serve_forever, daemon=True).start()
        print(json.dumps({"endpoint": f"http://127.0.0.1:{ports['proxy']}",
                          "faulty": f"http://127.0.0.1:{faulty.server_address[1]}",
                          "bucket": BUCKET, "access_key": ACCESS, "secret_key": SECRET}), flush=True)
        sys.stdin.read()
        return 0
    finally:
        stop(children)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
