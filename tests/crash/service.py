"""A real `serow serve` on a folder of its own, and what one asks of it. Only Python's own library."""

import concurrent.futures
import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / 'build/release/serow'


def shared():
    """The folder with real material, or None."""
    folder = pathlib.Path(os.environ.get('SEROW_SHARED') or ROOT.parent / 'shared')
    return folder if (folder / 'media').is_dir() else None


def new_folder():
    # As root the database runs as another user, who has to pass through.
    folder = pathlib.Path(tempfile.mkdtemp(prefix='serow-test-'))
    folder.chmod(0o755)
    return folder


def alive(process):
    try:
        stat = pathlib.Path(f'/proc/{process}/stat').read_text()
    except OSError:
        return False
    return stat.rsplit(') ', 1)[1][0] not in 'ZX'


def children(process):
    """Living processes started by `process`."""
    found = []
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            try:
                fields = pathlib.Path(f'/proc/{entry}/stat').read_text().rsplit(') ', 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == process and fields[0] not in 'ZX':
                found.append(int(entry))
    return found


def peak_memory(process):
    """The most resident memory that the process ever had, in MiB; 0 where it is gone."""
    try:
        text = pathlib.Path(f'/proc/{process}/status').read_text()
    except OSError:
        return 0
    match = re.search(r'VmHWM:\s+(\d+) kB', text)
    return int(match[1]) / 1024 if match else 0


class Refused(Exception):
    def __init__(self, status, body):
        super().__init__(f'{status} {body[:300]!r}')
        self.status = status


class Away(Exception):
    """The service did not answer."""


class Service:
    """Started on `folder`; may be killed and started again there."""

    def __init__(self, folder, *flags, program=PROGRAM):
        self.folder, self.flags, self.program = folder, flags, program
        self.log_path = folder / 'service.log'
        self.process, self.port = None, 0

    def start(self, patience_s=90):
        log = open(self.log_path, 'ab')
        self.log_start = log.tell()
        self.process = subprocess.Popen(
            [self.program, 'serve', '--port', str(self.port), '--data-folder', self.folder / 'data', *self.flags],
            stdout=subprocess.PIPE, stderr=log, text=True)
        log.close()
        ready = threading.Event()

        def read():
            for line in self.process.stdout:
                if match := re.search(r'Serow is ready: http://[^:]+:(\d+)', line):
                    self.port = int(match[1])
                    ready.set()

        threading.Thread(target=read, daemon=True).start()
        until = time.monotonic() + patience_s
        while not ready.wait(0.05):
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f'serow serve did not start (exit {self.process.poll()}):\n{self.log()[-3000:]}')
        return self

    def log(self):
        """What this run has written so far."""
        with open(self.log_path, 'rb') as file:
            file.seek(self.log_start)
            return file.read().decode(errors='replace')

    def whole_log(self):
        return self.log_path.read_text(errors='replace')

    def workers(self):
        return [p for p in children(self.process.pid) if b'work' in command_line(p)]

    def database(self):
        """The process of the private PostgreSQL; 0 where none runs."""
        try:
            process = int((self.folder / 'data/postgres/cluster/postmaster.pid').read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return 0
        return process if alive(process) else 0

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, patience_s=60):
        """Asks it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(patience_s)

    def leftovers(self):
        """Processes that still work in or for its data folder."""
        found, data = [], os.fsencode(self.folder / 'data')
        for entry in os.listdir('/proc'):
            if entry.isdigit() and int(entry) != os.getpid() and alive(entry):
                words = command_line(int(entry))
                try:
                    here = os.fsencode(os.readlink(f'/proc/{entry}/cwd'))
                except OSError:
                    here = b''
                if data in b' '.join(words) or here.startswith(data):
                    found.append(f'{entry} {b" ".join(words).decode(errors="replace")}')
        return found

    def sql(self, query):
        """Rows of text from the private database, asked beside the service."""
        data = self.folder / 'data/postgres'
        settings = (data / 'cluster/serow.conf').read_text()
        place = re.search(r"unix_socket_directories = '\"?([^'\"]+)\"?'", settings)[1]
        psql = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin/psql'))[-1]
        words = [psql, '-h', place, '-p', '54321', '-U', 'serow', '-d', 'serow', '-AtX', '-F', '\t', '-c', query]
        user = {'user': 'postgres', 'group': 'postgres', 'extra_groups': []} if os.geteuid() == 0 else {}
        answer = subprocess.run(words, capture_output=True, text=True, cwd='/', check=True, **user)
        return [line.split('\t') for line in answer.stdout.splitlines()]

    def remove(self):
        """Ends what is left and takes the folder away."""
        if self.process and self.process.poll() is None:
            try:
                self.stop()
            except subprocess.TimeoutExpired:
                self.kill()
        if database := self.database():
            os.kill(database, signal.SIGQUIT)
        time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)


def command_line(process):
    try:
        return pathlib.Path(f'/proc/{process}/cmdline').read_bytes().split(b'\0')
    except OSError:
        return []


class Client:
    """Asks the API. Safe from several threads: one connection a request."""

    def __init__(self, service):
        self.service, self.token = service, ''

    def ask(self, method, path, body=None, headers=None, patience_s=60):
        raw = isinstance(body, (bytes, bytearray))
        data = body if raw or body is None else json.dumps(body)
        send = {'Content-Type': 'application/octet-stream' if raw else 'application/json', **(headers or {})}
        if self.token:
            send['Authorization'] = f'Bearer {self.token}'
        connection = http.client.HTTPConnection('127.0.0.1', self.service.port, timeout=patience_s)
        try:
            connection.request(method, '/api/v1' + path, data, send)
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Away(repr(error)) from error
        finally:
            connection.close()
        if answer.status >= 300:
            raise Refused(answer.status, text)
        self.cookies = answer.headers.get_all('Set-Cookie') or []
        return json.loads(text) if text else None

    def register(self, email='test@example.org'):
        session = self.ask('POST', '/register', {
            'email': email, 'password': 'a long enough password', 'name': 'Test',
            'organisationName': 'Test reserve'})
        cookie = '; '.join(c.split(';')[0] for c in self.cookies)
        self.token = self.ask('POST', '/tokens', {'name': 'test'},
                              {'Cookie': cookie, 'X-CSRF-Token': session['csrfToken']})['token']

    def new_project(self):
        """A project with one sample point; remembers both."""
        organisation = self.ask('GET', '/organisations')['items'][0]['organisationID']
        made = self.ask('POST', '/projects', {
            'organisationID': organisation, 'title': 'Test', 'timeZone': 'Asia/Shanghai'})
        self.project = '/projects/' + made['projectID']
        self.location = self.new_location('A1')

    def new_location(self, name):
        return self.ask('POST', self.project + '/locations', {
            'locationName': name, 'latitude': 33.5, 'longitude': 107.7})['locationID']

    def new_upload(self, name, location=None):
        made = self.ask('POST', self.project + '/uploads', {'locationID': location or self.location, 'name': name})
        return self.project + '/uploads/' + made['uploadID']

    def announce(self, upload, files):
        """`files`: path on the card -> (bytes, sha256). Their states, in pieces of 1000."""
        manifest = [{'path': p, 'bytes': len(b), 'sha256': h} for p, (b, h) in files.items()]
        items = []
        for at in range(0, len(manifest), 1000):
            items += self.ask('POST', upload + '/files', {'files': manifest[at:at + 1000]})['items']
        return items

    def send(self, upload, item, content):
        return self.ask('PUT', f'{upload}/files/{item["uploadFileID"]}/content', content)

    def send_all(self, upload, files, senders=4):
        """Announces and sends what is wanted; the manifest's last states, by path."""
        states = {item['path']: item for item in self.announce(upload, files)}
        wanted = [item for item in states.values() if item['state'] in ('wanted', 'failed')]
        with concurrent.futures.ThreadPoolExecutor(senders) as pool:
            for answer in pool.map(lambda item: self.send(upload, item, files[item['path']][0]), wanted):
                states[answer['path']] = answer
        return states

    def all_media(self):
        items, cursor = [], ''
        while True:
            page = self.ask('GET', f'{self.project}/media?limit=500{cursor}')
            items += page['items']
            if not page['next']:
                return items
            cursor = '&cursor=' + page['next']

    def progress(self):
        return self.ask('GET', self.project + '/progress')

    def wait_until_idle(self, patience_s):
        """The progress once nothing waits or runs; None where that takes too long."""
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            try:
                progress = self.progress()
                if progress['waiting'] == 0 and progress['running'] == 0:
                    return progress
            except (Away, Refused):
                pass
            time.sleep(0.25)
        return None


class MemoryWatch:
    """Peaks of resident memory of a service and of each of its workers while it is used as a context."""

    def __init__(self, service):
        self.service, self.server_mib, self.worker_mib = service, 0, 0
        self.ended = threading.Event()

    def look(self):
        self.server_mib = max(self.server_mib, peak_memory(self.service.process.pid))
        for worker in self.service.workers():
            self.worker_mib = max(self.worker_mib, peak_memory(worker))

    def __enter__(self):
        def watch():
            while not self.ended.wait(0.2):
                self.look()

        self.thread = threading.Thread(target=watch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.look()
        self.ended.set()
        self.thread.join()


def read_files(paths, below):
    """path below `below` -> (bytes, sha256)."""
    files = {}
    for path in paths:
        content = path.read_bytes()
        files[path.relative_to(below).as_posix()] = (content, hashlib.sha256(content).hexdigest())
    return files
