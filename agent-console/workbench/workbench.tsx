import { Select } from "@mantine/core";
import { useState } from "react";
import { Blank } from "../shell/blank.tsx";
import { NotLoaded, Page, Waiting } from "../shell/page.tsx";
import { isLead } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { LeadBench } from "./lead-bench.tsx";
import { ReadBench } from "./read-bench.tsx";

/** Who may grant what alone, per storefront: read by everybody, tuned on evidence by supervisors. */
export default function WorkbenchPage() {
  const { t } = useLanguage();
  const { storefronts, ...me } = useMe();
  const [chosen, setChosen] = useState<string | null>(null);
  const storefrontId = chosen ?? storefronts[0]?.id ?? null;
  const isLeading = isLead({ ...me, storefronts });
  return (
    <Page
      title={t.workbench.title}
      hint={isLeading ? t.workbench.hint : t.workbench.readOnly}
      isWide
      aside={
        storefronts.length > 1 && (
          <Select
            aria-label={t.workbench.storefront}
            data={storefronts.map(({ id, name }) => ({ value: id, label: name }))}
            value={storefrontId}
            onChange={setChosen}
          />
        )
      }
    >
      {storefrontId === null && <Blank title={t.admin.noStorefronts} />}
      {storefrontId !== null && isLeading && <OfLead key={storefrontId} storefrontId={storefrontId} />}
      {storefrontId !== null && !isLeading && <OfAgent key={storefrontId} storefrontId={storefrontId} />}
    </Page>
  );
}

function OfLead({ storefrontId }: { storefrontId: string }) {
  const asked = useAsk("policy.workbench", { storefrontId });
  if (asked.isPending) return <Waiting rows={6} />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  return <LeadBench bench={asked.data} />;
}

function OfAgent({ storefrontId }: { storefrontId: string }) {
  const asked = useAsk("policy.read", { storefrontId });
  if (asked.isPending) return <Waiting rows={6} />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  return <ReadBench live={asked.data} />;
}
