import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { StorefrontRow } from "../../backend/contract/queries/office.ts";
import { useLanguage } from "../text/language.tsx";
import { useCommand } from "../wire/use-command.ts";
import classes from "./admin.module.css";
import { type Once, ShownOnce } from "./shown-once.tsx";

export function StorefrontSecrets({ storefront }: { storefront: StorefrontRow }) {
  const { t, moment } = useLanguage();
  const { run, isRunning } = useCommand();
  const [once, setOnce] = useState<Once | null>(null);
  const { storefrontId, secrets, hasMerchantSecret, settings } = storefront;

  async function rotateIdentity() {
    const answered = await run("storefront.rotate-secret", { storefrontId });
    if (!answered.ok) return;
    const { kid, secret } = answered.answer;
    setOnce({
      title: t.common.labelled(t.admin.identitySecret, t.admin.secretTitle),
      hint: `${t.admin.secretHint} ${t.admin.kid(kid)}`,
      text: secret,
    });
  }
  async function rotateMerchant() {
    const answered = await run("storefront.rotate-merchant-secret", { storefrontId });
    if (!answered.ok) return;
    setOnce({
      title: t.common.labelled(t.admin.merchantSecret, t.admin.secretTitle),
      hint: t.admin.secretHint,
      text: answered.answer.secret,
    });
  }
  return (
    <div className={classes.secrets}>
      <div>
        <Text size="sm" fw={550}>
          {t.admin.identitySecret}
        </Text>
        <Text size="xs" c="dimmed">
          {t.admin.identityHint}{" "}
          {secrets.length === 0
            ? t.admin.noSecret
            : secrets.map(({ kid, madeAt }) => `${kid}, ${t.admin.made(moment(madeAt))}`).join(" · ")}
        </Text>
      </div>
      <Button
        size="xs"
        variant="default"
        loading={isRunning}
        title={t.admin.rotateHint}
        aria-label={t.common.labelled(t.admin.identitySecret, t.admin.rotate)}
        onClick={() => void rotateIdentity()}
      >
        {t.admin.rotate}
      </Button>
      {settings.merchant.adapter === "webhook" && (
        <>
          <div>
            <Text size="sm" fw={550}>
              {t.admin.merchantSecret}
            </Text>
            <Text size="xs" c="dimmed">
              {t.admin.merchantHint} {hasMerchantSecret ? "" : t.admin.noSecret}
            </Text>
          </div>
          <Button
            size="xs"
            variant="default"
            loading={isRunning}
            aria-label={t.common.labelled(t.admin.merchantSecret, t.admin.rotate)}
            onClick={() => void rotateMerchant()}
          >
            {t.admin.rotate}
          </Button>
        </>
      )}
      <ShownOnce once={once} onClose={() => setOnce(null)} />
    </div>
  );
}
