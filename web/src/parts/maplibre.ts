// MapLibre with its worker as a bundled file. Import this only dynamically: it is the largest piece of the pages.
import * as maplibregl from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

maplibregl.setWorkerUrl(worker);

export { maplibregl };
