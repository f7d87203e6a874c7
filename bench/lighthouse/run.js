// Lighthouse over a running demo: the median of five runs of each page, as a phone on slow 4G (simulated).
//
//   npm ci --prefix bench/lighthouse
//   CHROME_PATH=/usr/bin/chromium node bench/lighthouse/run.js http://127.0.0.1:8000 [runs]
//
// Prints one line for each page; exit code 1 when a median is below 95.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const BASE = process.argv[2] ?? "http://127.0.0.1:8000";
const RUNS = Number(process.argv[3] ?? 5);
const LEAST = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const SERVICE = "surat-keterangan-penelitian";
const LOGIN = { login: "pemohon@mpp.demo", password: "demo-mpp-2026" };
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update"];

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

// A small browser for the forms: keeps cookies, reads the token of a form, follows nothing.
class Visitor {
  cookies = new Map();

  get cookie() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async ask(path, body) {
    const headers = { Cookie: this.cookie, Origin: BASE, Referer: BASE + path };
    const method = body ? "POST" : "GET";
    const answer = await fetch(BASE + path, { method, headers, body: body && new URLSearchParams(body), redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(name, value);
    }
    return answer;
  }

  // The hidden fields of the last form in the page's middle.
  async form(path) {
    const page = await (await this.ask(path)).text();
    const forms = page.slice(page.indexOf("<main"), page.indexOf("</main>")).split("<form").slice(1);
    const form = forms.filter((one) => one.includes("csrfmiddlewaretoken")).at(-1);
    const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
    return Object.fromEntries(fields.map(([, name, value]) => [name, value ?? ""]));
  }
}

async function signedIn() {
  const visitor = new Visitor();
  const answer = await visitor.ask("/masuk/", { ...(await visitor.form("/masuk/")), ...LOGIN });
  if (answer.status !== 302) throw new Error(`Signing in was answered with ${answer.status}: is this the demo?`);
  return visitor;
}

// The first topic of a draft, and the public page of a file that was sent.
async function ownPages(visitor) {
  const begin = `/permohonan/baru/${SERVICE}/`;
  const begun = await visitor.ask(begin, { ...(await visitor.form(begin)), untuk: "diri" });
  const draft = begun.headers.get("location").match(/\/permohonan\/[0-9a-f-]{36}\//)[0];
  const list = await (await visitor.ask("/permohonan/")).text();
  for (const [, path] of list.matchAll(/href="(\/permohonan\/[0-9a-f-]{36}\/)"/g)) {
    const code = (await (await visitor.ask(path)).text()).match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]\b/);
    if (code) return { apply: `${draft}isian/`, track: `/lacak/?kode=${code[0]}` };
  }
  throw new Error("No file of the demo shows a tracking code.");
}

async function measured(path, cookie) {
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, []]));
  const faults = new Set();
  for (let run = 0; run < RUNS; run += 1) {
    const chrome = await launch({ chromeFlags: FLAGS });
    try {
      const extraHeaders = cookie ? { Cookie: cookie } : undefined;
      const { lhr } = await lighthouse(BASE + path, { port: chrome.port, onlyCategories: CATEGORIES, extraHeaders });
      if (new URL(lhr.finalDisplayedUrl).pathname !== path.split("?")[0]) throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`);
      for (const name of CATEGORIES) {
        scores[name].push(Math.round(lhr.categories[name].score * 100));
        for (const { id, weight } of lhr.categories[name].auditRefs) {
          const { score } = lhr.audits[id];
          if (weight && score !== null && score < 0.9) faults.add(id);
        }
      }
    } finally {
      await chrome.kill();
    }
  }
  return { medians: CATEGORIES.map((name) => median(scores[name])), faults };
}

const visitor = await signedIn();
const own = await ownPages(visitor);
const pages = { home: ["/"], service: [`/layanan/${SERVICE}/`], apply: [own.apply, visitor.cookie], track: [own.track] };
let kept = true;
console.log(["page", ...CATEGORIES].join("\t"));
for (const [name, [path, cookie]] of Object.entries(pages)) {
  const { medians, faults } = await measured(path, cookie);
  kept &&= medians.every((score) => score >= LEAST);
  console.log([name, ...medians, [...faults].join(" ")].join("\t"));
}
process.exit(kept ? 0 : 1);
