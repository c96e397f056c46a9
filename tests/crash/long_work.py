"""kill -9 in the midst of work that takes many steps: a run of other models, a training, an import of predictions.

Each must come to its end by itself afterwards, and the ledger must hold each answer once.
"""

import hashlib
import os
import pathlib
import signal
import time

from service import Away, Refused

TAXA = ('Puma concolor', 'Canis latrans')
# Entries of an import that fit no medium: they make its reading long enough to be hit.
STRANGERS = 150_000


class LongWork:
    """Kills a `Season` (tests/crash/run) that has some analysed media. `most`: media of a run; `least`: of an import."""

    def __init__(self, season, most, least):
        self.season, self.service, self.client, self.chance = season, season.service, season.client, season.chance
        self.most, self.least = most, least
        self.turn = self.chance.randrange(3)

    def strike(self):
        """The service, whose worker then ends in order; the worker; or both. By turns; back again on return."""
        what = ('the service', 'its worker', 'both')[self.turn % 3]
        self.turn += 1
        workers = self.service.workers()
        if what != 'the service':
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
        if what != 'its worker':
            self.service.kill()
            self.service.start()
        until = time.monotonic() + 20
        while not set(self.service.workers()) - set(workers) and time.monotonic() < until:
            time.sleep(0.05)
        return what

    def until(self, ask, enough, patience_s=120, pause_s=0.03):
        """What `ask` gives, once it is enough; None where that takes too long."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            try:
                if enough(now := ask()):
                    return now
            except (Away, Refused):
                pass
            time.sleep(pause_s)
        return None

    def kill_amid(self, what, begin, ask, begun, over, longest_wait_s):
        """Begins it, kills once it is `begun`, and gives how it ended. A kill that came too late is none: then anew."""
        for attempt in range(10):
            subject = begin()
            if self.until(lambda: ask(subject), lambda now: begun(now) or over(now)) is None:
                self.season.fault(f'{what} did not begin')
                return subject, None
            # On a quick machine the work may be over before: sooner each time.
            time.sleep(self.chance.uniform(0, longest_wait_s / 2**attempt))
            killed = self.strike()
            struck = time.monotonic()
            hit = not over(ask(subject))
            ended = self.until(lambda: ask(subject), over)
            if ended is None:
                self.season.fault(f'{what} did not end after {killed} was killed: {ask(subject)}')
                return subject, None
            if hit:
                self.season.kills.append(what)
                print(f'kill {len(self.season.kills):2}: during {what}, {killed}; ended by itself '
                      f'{time.monotonic() - struck:.1f} s later', flush=True)
                return subject, ended
        self.season.fault(f'no kill hit {what}')
        return subject, None

    def expect(self, text, found, wanted):
        if found != wanted:
            self.season.fault(f'{text}: {found} in place of {wanted}')

    # A run of other models.

    def kill_during_run(self):
        path = self.client.project + '/models/runs'
        media = [m['mediaID'] for m in self.images()[:self.most]]

        def begin():
            return self.client.ask('POST', path, {'classifiers': [], 'mediaIDs': media})['modelRunID']

        run, ended = self.kill_amid('a run', begin, lambda run: self.client.ask('GET', f'{path}/{run}'),
                                    lambda now: now['lookedAt'] > 0, lambda now: now['state'] != 'running', 0.3)
        if ended is None:
            return
        self.expect('a run that was killed', (ended['state'], ended['lookedAt'], ended['problems']),
                    ('done', len(media), 0))
        answers, of_media = self.service.sql('select count(*), count(distinct media_id) from answer '
                                             f"where model_run_id = '{run}'")[0]
        self.expect('answers of a run that was killed', (int(answers), int(of_media)), (len(media), len(media)))

    # A training.

    def name_animals(self):
        """Two taxa, each in three photos at each of two new points: enough to train a classifier on."""
        named = {taxon: [] for taxon in TAXA}
        for point in ('B1', 'C1'):
            images = {p: c for p, c in self.season.next_bunch().items() if '/images/' in p}
            files = dict(list(images.items())[:6])
            upload = self.client.new_upload(f'named {point}', self.client.new_location(point))
            for at, item in enumerate(self.client.send_all(upload, files).values()):
                self.season.note(item)
                named[TAXA[at % 2]].append(item['mediaID'])
        every = {m for media in named.values() for m in media}
        ready = self.until(self.client.all_media,
                           lambda all_media: every <= {m['mediaID'] for m in all_media if m['state'] == 'ready'})
        if ready is None:
            self.season.fault('the photos to learn from were not read')
        for taxon, media in named.items():
            self.client.ask('POST', self.client.project + '/answers', {'mediaIDs': media, 'observations': [
                {'observationType': 'animal', 'scientificName': taxon, 'count': 1, 'bbox': [0.2, 0.3, 0.5, 0.5]}]})
            self.season.answered |= set(media)

    def kill_during_training(self):
        self.name_animals()
        path = self.client.project + '/models/training'

        def ask(training):
            return next(t for t in self.client.ask('GET', path)['items'] if t['trainingID'] == training)

        training, ended = self.kill_amid('a training',
                                         lambda: self.client.ask('POST', path, {'name': 'killed'})['trainingID'], ask,
                                         lambda now: now['state'] == 'running',
                                         lambda now: now['state'] not in ('queued', 'running'), 0.5)
        if ended is None:
            return
        if ended['state'] != 'ready':
            self.season.fault(f'a training that was killed ended as {ended["state"]}: {ended["problem"]}')
            return
        versions = self.service.sql(
            "select version, weights_sha256 from trained_model where state = 'ready' and name = 'killed' order by version")
        # Each training that came to its end is one version: none is lost, none is there twice.
        self.expect('versions of the trained model', [int(v) for v, _ in versions], list(range(1, len(versions) + 1)))
        for _, digest in versions:
            found = list((self.service.folder / 'data/store/originals').rglob(digest))
            self.expect('weights of a trained model',
                        [hashlib.sha256(pathlib.Path(p).read_bytes()).hexdigest() for p in found], [digest])

    # An import of another program's predictions.

    def predictions(self, media, detector):
        """A MegaDetector file: the media's entries among many that fit nothing."""
        images = []
        for at, one in enumerate(media):
            boxes = [] if at % 3 == 0 else [
                {'category': '2' if at % 5 == 0 else '1', 'conf': round(0.5 + at / 1000, 3),
                 'bbox': [0.1, 0.2, 0.3, round(0.1 + at / 1000, 3)]}] * (1 + at % 2)
            images.append({'file': one['filePath'], 'detections': boxes})
        # Written 200 at a time: of a longer list some are in the ledger, and some not, when the kill comes.
        strangers = [{'file': f'elsewhere/{at:06}.jpg', 'detections': []} for at in range(STRANGERS)]
        return {'info': {'format_version': '1.5', 'detector': detector},
                'detection_categories': {'1': 'animal', '2': 'person'},
                'images': images[:200] + strangers + images[200:]}

    def ledger_of(self, batch):
        return self.service.sql('select media_id, observations from answer where retracts is null and '
                                f"batch_id = '{batch}' order by media_id, answer_id")

    def holds(self):
        return self.service.sql(
            'select media_id, ordinal, observation_type, scientific_name, count, bbox_x, bbox_y, bbox_width, '
            'bbox_height, probability, classification_method from observation order by media_id, ordinal')

    def images(self):
        return [m for m in self.client.all_media() if m['state'] == 'ready' and m['kind'] == 'image']

    def kill_during_import(self):
        path = self.client.project + '/predictions'
        while len(media := self.images()) < self.least:
            for _ in range(4):
                self.season.make_work(patient=False)
            self.client.wait_until_idle(120)
        number = 0

        def begin():
            nonlocal number
            number += 1
            return self.client.ask('POST', f'{path}?name=killed-{number}.json',
                                   self.predictions(media, f'killed {number}'))['predictionImportID']

        def ask(one):
            return self.client.ask('GET', f'{path}/{one}')

        def begun(now):  # where there are several transactions: the first is done
            return now['state'] == 'running' and (now['done'] > 0 or len(media) <= 200)

        def over(now):
            return now['state'] not in ('waiting', 'running')

        _, killed = self.kill_amid('an import of predictions', begin, ask, begun, over, 0.6)
        if killed is None:
            return
        self.client.wait_until_idle(60)
        after_killed = self.holds()
        whole_id = self.client.ask('POST', f'{path}?name=whole.json',
                                   self.predictions(media, 'whole'))['predictionImportID']
        whole = self.until(lambda: ask(whole_id), over)
        if whole is None or (killed['state'], whole['state']) != ('done', 'done'):
            self.season.fault(f'an import ended as {killed["state"]}, {whole and whole["state"]}')
            return
        self.client.wait_until_idle(60)
        ledger = self.ledger_of(killed['report']['batchID'])
        self.expect('media with the answer of an import that was killed', [m for m, _ in ledger],
                    sorted(m['mediaID'] for m in media))
        if ledger != self.ledger_of(whole['report']['batchID']):
            self.season.fault('an import that was killed wrote other answers than one that was not')
        if after_killed != self.holds():
            self.season.fault('after an import that was killed something else holds than after one that was not')
        for count in ('entries', 'matched'):
            self.expect(f'{count} of an import that was killed', killed['report'][count], whole['report'][count])
        self.expect('names that fit nothing', killed['report']['unmatched']['count'], STRANGERS)
