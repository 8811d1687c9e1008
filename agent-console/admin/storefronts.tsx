import { Button, Code, CopyButton, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { StorefrontRow } from "../../backend/contract/queries/office.ts";
import { Blank } from "../shell/blank.tsx";
import { IconPlus } from "../shell/icons.tsx";
import { NotLoaded, Waiting } from "../shell/page.tsx";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import classes from "./admin.module.css";
import { StorefrontForm } from "./storefront-form.tsx";
import { StorefrontSecrets } from "./storefront-secrets.tsx";

export function Storefronts() {
  const { t } = useLanguage();
  const asked = useAsk("storefront.list", {});
  const [edited, setEdited] = useState<StorefrontRow | "new" | null>(null);
  if (asked.isPending) return <Waiting />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  const { storefronts } = asked.data;
  return (
    <>
      <Button mb="md" size="xs" leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
        {t.admin.addStorefront}
      </Button>
      {storefronts.length === 0 && <Blank title={t.admin.noStorefronts} />}
      {storefronts.map((storefront) => (
        <StorefrontCard
          key={storefront.storefrontId}
          storefront={storefront}
          onChange={() => setEdited(storefront)}
        />
      ))}
      {edited !== null && (
        <StorefrontForm storefront={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function StorefrontCard({ storefront, onChange }: { storefront: StorefrontRow; onChange(): void }) {
  const { t } = useLanguage();
  const { key, settings } = storefront;
  const tag = `<script async src="${location.origin}/widget.js" data-storefront="${key}"></script>`;
  const facts = [
    t.admin.languages[settings.locale],
    settings.timeZone,
    settings.merchant.adapter === "manual" ? t.admin.manual : t.admin.webhook,
  ];
  return (
    <section className={classes.card}>
      <header className={classes.cardHead}>
        <div>
          <Title order={2} size="md">
            <span className={classes.swatch} style={{ background: settings.accent }} /> {settings.name}
          </Title>
          <Text size="sm" c="dimmed">
            {facts.join(" · ")}
          </Text>
          <Text size="sm" c="dimmed">
            {settings.origins.join(", ")}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          aria-label={t.common.labelled(t.admin.change, settings.name)}
          onClick={onChange}
        >
          {t.admin.change}
        </Button>
      </header>
      <Text size="sm" fw={550}>
        {t.admin.embed}
      </Text>
      <div className={classes.tag}>
        <Code className={classes.code}>{tag}</Code>
        <CopyButton value={tag}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? t.common.copied : t.common.copy}
            </Button>
          )}
        </CopyButton>
      </div>
      <StorefrontSecrets storefront={storefront} />
    </section>
  );
}
