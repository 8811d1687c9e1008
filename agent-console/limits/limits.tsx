import { Select } from "@mantine/core";
import { useState } from "react";
import { Blank } from "../shell/blank.tsx";
import { NotLoaded, Page, Waiting } from "../shell/page.tsx";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { LimitsTable } from "./limits-table.tsx";

/** Who may grant what alone, per storefront, as a table that can be changed and published. */
export default function Limits() {
  const { t } = useLanguage();
  const { storefronts } = useMe();
  const [chosen, setChosen] = useState<string | null>(null);
  const storefrontId = chosen ?? storefronts[0]?.id ?? null;
  return (
    <Page
      title={t.limits.title}
      hint={t.limits.hint}
      aside={
        storefronts.length > 1 && (
          <Select
            aria-label={t.limits.storefront}
            data={storefronts.map(({ id, name }) => ({ value: id, label: name }))}
            value={storefrontId}
            onChange={setChosen}
          />
        )
      }
    >
      {storefrontId === null && <Blank title={t.admin.noStorefronts} />}
      {storefrontId !== null && <OfStorefront key={storefrontId} storefrontId={storefrontId} />}
    </Page>
  );
}

function OfStorefront({ storefrontId }: { storefrontId: string }) {
  const asked = useAsk("policy.read", { storefrontId });
  if (asked.isPending) return <Waiting rows={6} />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  return <LimitsTable inForce={asked.data} />;
}
