import { CreateCoreTables1795341601000 } from "./1795341601000-create-core-tables.ts";
import { CreateStaff1795341602000 } from "./1795341602000-create-staff.ts";
import { CreateShop1795341603000 } from "./1795341603000-create-shop.ts";
import { CreateTickets1795341604000 } from "./1795341604000-create-tickets.ts";
import { CreateEvidence1795341605000 } from "./1795341605000-create-evidence.ts";
import { CreateAuthority1795341606000 } from "./1795341606000-create-authority.ts";
import { CreateClaims1795341607000 } from "./1795341607000-create-claims.ts";
import { CreateRemedies1795341608000 } from "./1795341608000-create-remedies.ts";
import { CreateEscalations1795341609000 } from "./1795341609000-create-escalations.ts";
import { CountBudgets1795341611000 } from "./1795341611000-count-budgets.ts";
import { SayWhatPhotosShow1795341612000 } from "./1795341612000-say-what-photos-show.ts";
import { AddFigureColumns1795341615000 } from "./1795341615000-add-figure-columns.ts";
import { AddRemedyTerms1795341621000 } from "./1795341621000-add-remedy-terms.ts";
import { CreateInsightRuns1795341622000 } from "./1795341622000-create-insight-runs.ts";
import { CreatePolicyReleases1795341625000 } from "./1795341625000-create-policy-releases.ts";
import { CreateApprovals1795341626000 } from "./1795341626000-create-approvals.ts";
import { SayWhatVersionsReplaced1795341627000 } from "./1795341627000-say-what-versions-replaced.ts";
import { KeepRefusals1795341631000 } from "./1795341631000-keep-refusals.ts";
import { CreateRefusedDecisions1795341632000 } from "./1795341632000-create-refused-decisions.ts";
import { SayWhoStoodIn1795341633000 } from "./1795341633000-say-who-stood-in.ts";
import { CreateIdentityStamps1795341640000 } from "./1795341640000-create-identity-stamps.ts";
import { NumberTicketVersions1795341641000 } from "./1795341641000-number-ticket-versions.ts";
import { KeyImportedStorefronts1795341642000 } from "./1795341642000-key-imported-storefronts.ts";
import { FindPublicEntriesBySeq1795341643000 } from "./1795341643000-find-public-entries-by-seq.ts";
import { ShortenReceipts1795341644000 } from "./1795341644000-shorten-receipts.ts";

/** In the order in which they run; never reordered, never changed once released. */
export const migrations = [
  CreateCoreTables1795341601000,
  CreateStaff1795341602000,
  CreateShop1795341603000,
  CreateTickets1795341604000,
  CreateEvidence1795341605000,
  CreateAuthority1795341606000,
  CreateClaims1795341607000,
  CreateRemedies1795341608000,
  CreateEscalations1795341609000,
  CountBudgets1795341611000,
  SayWhatPhotosShow1795341612000,
  AddFigureColumns1795341615000,
  AddRemedyTerms1795341621000,
  CreateInsightRuns1795341622000,
  CreatePolicyReleases1795341625000,
  CreateApprovals1795341626000,
  SayWhatVersionsReplaced1795341627000,
  KeepRefusals1795341631000,
  CreateRefusedDecisions1795341632000,
  SayWhoStoodIn1795341633000,
  CreateIdentityStamps1795341640000,
  NumberTicketVersions1795341641000,
  KeyImportedStorefronts1795341642000,
  FindPublicEntriesBySeq1795341643000,
  ShortenReceipts1795341644000,
];
