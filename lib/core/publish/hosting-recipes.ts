/** Ways to serve a policy file, each with exactly what it wants. Their words stand in the catalogs. */
export const hostingIds = ["static", "caddy", "nginx", "cloudflare-worker", "github-pages"] as const;

export type HostingId = (typeof hostingIds)[number];

/** One thing to do; `step` names its words, `code` is to be copied as it stands. */
export type HostingStep = { step: string; code: HostingCode | null };

/** `place` is the path of a file, or `null` for commands to run. */
export type HostingCode = { place: string | null; text: string };

export type HostingRecipe = {
  id: HostingId;
  steps: HostingStep[];
};

export type HostingInput = { policyHost: string; policyText: string };

/** How to serve this policy, by every road we know. `policyText` may have any line ends. */
export function hostingRecipes(input: HostingInput): HostingRecipe[] {
  return hostingIds.map((id) => ({ id, steps: stepsOf(id, input) }));
}

/** Asks for the policy as a sender does: without following redirects, over verified TLS. */
export function checkCommand(policyHost: string): string {
  return `curl --include https://${policyHost}${policyPath}`;
}

const policyPath = "/.well-known/mta-sts.txt";

/** Where the servers below keep the file. */
const webRoot = "/var/www/mta-sts";

function stepsOf(id: HostingId, input: HostingInput): HostingStep[] {
  switch (id) {
    case "static":
      return staticSteps(input);
    case "caddy":
      return caddySteps(input);
    case "nginx":
      return nginxSteps(input);
    case "cloudflare-worker":
      return workerSteps(input);
    case "github-pages":
      return pagesSteps(input);
    default:
      return id satisfies never;
  }
}

/** Web space with Apache honours `.htaccess`; `RewriteEngine Off` there puts off the rules of the folders above. */
function staticSteps({ policyText }: HostingInput): HostingStep[] {
  return [
    say("site"),
    file("upload", policyPath.slice(1), policyText),
    file("htaccess", ".well-known/.htaccess", apacheRules),
  ];
}

const apacheRules = `<IfModule mod_rewrite.c>
    RewriteEngine Off
</IfModule>
<Files "mta-sts.txt">
    ForceType text/plain
</Files>
`;

/** Caddy gets and renews the certificate of every site; on a machine without a list of MIME types it knows no .txt. */
function caddySteps({ policyHost, policyText }: HostingInput): HostingStep[] {
  return [
    file("put", webRoot + policyPath, policyText),
    file("site", "/etc/caddy/Caddyfile", caddySite(policyHost)),
    command("reload", "caddy reload --config /etc/caddy/Caddyfile"),
  ];
}

function caddySite(policyHost: string): string {
  return `${policyHost} {
	root * ${webRoot}
	header ${policyPath} Content-Type text/plain
	file_server
}
`;
}

/** nginx does not start with a certificate that is not there yet, hence port 80 first. */
function nginxSteps({ policyHost, policyText }: HostingInput): HostingStep[] {
  const site = "/etc/nginx/conf.d/mta-sts.conf";
  return [
    file("put", webRoot + policyPath, policyText),
    file("http", site, nginxHttp(policyHost)),
    command(
      "certificate",
      `nginx -t && systemctl reload nginx\ncertbot certonly --webroot --webroot-path ${webRoot} --domain ${policyHost} --deploy-hook "systemctl reload nginx"`,
    ),
    file("https", site, nginxHttps(policyHost)),
    command("reload", "nginx -t && systemctl reload nginx"),
  ];
}

function nginxHttp(policyHost: string): string {
  return `server {
    listen 80;
    listen [::]:80;
    server_name ${policyHost};
    root ${webRoot};
}
`;
}

/** An empty `types` lets `default_type` decide; `add_header Content-Type` would send a second header instead. */
function nginxHttps(policyHost: string): string {
  return `server {
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name ${policyHost};
    root ${webRoot};

    ssl_certificate     /etc/letsencrypt/live/${policyHost}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/${policyHost}/privkey.pem;
    ssl_protocols       TLSv1.2 TLSv1.3;

    location = ${policyPath} {
        types { }
        default_type text/plain;
    }
    location / {
        return 404;
    }
}
`;
}

/** A Custom Domain brings DNS record and certificate along. */
function workerSteps({ policyHost, policyText }: HostingInput): HostingStep[] {
  return [
    file("script", "worker.js", workerScript(policyText)),
    file("config", "wrangler.jsonc", workerConfig(policyHost)),
    command("deploy", "npx wrangler deploy"),
    say("care"),
  ];
}

function workerScript(policyText: string): string {
  const lines = linesOf(policyText).map((line) => `  ${JSON.stringify(line)},`);
  return `const lines = [
${lines.join("\n")}
];
const policy = lines.map((line) => line + "\\r\\n").join("");

export default {
  fetch(request) {
    if (new URL(request.url).pathname !== "${policyPath}") {
      return new Response("Not found\\n", { status: 404 });
    }
    return new Response(policy, { headers: { "content-type": "text/plain; charset=utf-8" } });
  },
};
`;
}

function workerConfig(policyHost: string): string {
  const config = {
    name: workerName(policyHost),
    main: "worker.js",
    compatibility_date: "2026-01-01",
    workers_dev: false,
    routes: [{ pattern: policyHost, custom_domain: true }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Letters, digits and dashes, and short enough to be a DNS label. */
function workerName(policyHost: string): string {
  return policyHost.replaceAll(".", "-").slice(0, 54).replace(/-+$/, "");
}

/** `.nojekyll` keeps GitHub's Jekyll from leaving out folders that begin with a dot. */
function pagesSteps({ policyHost, policyText }: HostingInput): HostingStep[] {
  return [
    say("repository"),
    file("put", policyPath.slice(1), policyText),
    file("nojekyll", ".nojekyll", ""),
    file("cname", "CNAME", `${policyHost}\n`),
    say("publish"),
    say("https"),
  ];
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n/).filter((line) => line !== "");
}

function say(step: string): HostingStep {
  return { step, code: null };
}

function file(step: string, place: string, text: string): HostingStep {
  return { step, code: { place, text: text.replaceAll("\r\n", "\n") } };
}

function command(step: string, text: string): HostingStep {
  return { step, code: { place: null, text } };
}
