// The batch with the official client. It has no helper that waits for videos; this waits as those for its other jobs do (see
// resources/vector-stores/files.mjs): asks, sleeps for what the header openai-poll-after-ms says, asks again.
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';

const [address, rows, folder, atOnce, warmUpRows] = process.argv.slice(2);
const client = new OpenAI({ apiKey: 'none', baseURL: address });

let free = Number(atOnce);
const waiting = [];

async function inTurn(work) {
    if (free > 0) {
        free--;
    } else {
        await new Promise(resolve => waiting.push(resolve));
    }
    try {
        return await work();
    } finally {
        const next = waiting.shift();
        if (next) {
            next();
        } else {
            free++;
        }
    }
}

async function make(row, target) {
    const { id } = await inTurn(() => client.videos.create({
        prompt: `Shot ${row}: a fox runs through fresh snow at dawn, long lens, soft light, slow dolly to the left`,
        model: 'any',
    }));
    for (;;) {
        const { data, response } = await inTurn(() => client.videos.retrieve(id).withResponse());
        if (data.status === 'completed') {
            break;
        }
        await sleep(Number(response.headers.get('openai-poll-after-ms')));
    }
    await inTurn(async () => {
        const content = await client.videos.downloadContent(id);
        const file = await open(join(target, `shot-${row}.mp4`), 'w');
        try {
            for await (const bytes of content.body) {
                await file.write(bytes);
            }
        } finally {
            await file.close();
        }
    });
}

const makeAll = (count, target) => Promise.all(Array.from({ length: Number(count) }, (_, row) => make(row, target)));

await mkdir(join(folder, 'warm-up'), { recursive: true });
await makeAll(warmUpRows, join(folder, 'warm-up'));
await sleep(2000);
await fetch(new URL('/_emulator/load', address), { method: 'POST' });
const start = performance.now();
const used = process.cpuUsage();
await makeAll(rows, folder);
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ Seconds: (performance.now() - start) / 1000, Processor: (user + system) / 1e6 }));
