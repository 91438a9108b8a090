/** Swedish sentences that the rules may be tuned on. Markup and provenance of the numbers: labelled-sentences.ts. */
export const developmentSv = `
Patienten har personnummer ⟦850709-9805|SE!⟧ och remitterades i går.
Pnr: ⟦198507099805|SE!⟧.
Gäller ⟦19850709-9805|SE!⟧, se journal.
Gäller ⟦8507099805|SE!⟧ som ni såg i våras.
Svar på prov för ⟦550630–9862|SE!⟧ önskas.
Kan ni titta på ⟦681224 - 9800|SE!⟧ igen?
⟦19 771009-9818|SE!⟧ står det på bilden.
Etiketten: ⟦1989 05 23-9821|SE!⟧.
Personnummer (⟦340216+9837|SE!⟧) enligt gamla journalen.
Pat. ⟦440702-9851|SE!⟧ avböjde koloskopi.
Barnets pnr är ⟦160404-9872|SE!⟧, moderns ⟦921117-9883|SE!⟧.
Pnr ⟦850101-1234|SE⟧ går inte att slå upp.
Personnr. ⟦480312 1234|SE⟧ enligt ambulansen.
Patient ⟦550630-1212|SE⟧ inkommer med andnöd.
Fjärrprov märkt med ⟦20060611-9881|SE!⟧ saknar remiss.
Samordningsnr ⟦850769-9802|SECO!⟧, tolk behövs.
Han har ⟦19480372-9823|SECO!⟧ som samordningsnummer.
Finsk medborgare, hetu ⟦010190-9123|FI!⟧.
Dansk medborgare med CPR-nummer ⟦120358-4321|DK!⟧.
I danska remissen står ⟦171190-2254|DK⟧ utan namn.
Norsk patient, D-nummer eller fødselsnummer ⟦01859050022|NO!⟧.
Nås på ⟦070-174 06 05|TEL!⟧.
Mobil ⟦0701740611|TEL!⟧, svarar bara kvällstid.
Sonen har ⟦+46 70 174 06 20|TEL!⟧ och vill bli uppringd.
Telefon ⟦08-465 004 01|TEL!⟧ till hemmet.
Ring mig på ⟦031-390 06 10|TEL!⟧ om det är akut.
Hemnummer ⟦040-628 04 15|TEL⟧ gäller dagtid.
Nås även på ⟦0046701740650|TEL!⟧ i veckorna.
Giftinformationscentralen svarar på ⟦010-456 67 00|TEL⟧ för icke-akuta frågor.
Tel: ⟦(08) 465 004 22|TEL!⟧.
Min adress är ⟦anna.svensson@example.com|MAIL!⟧.
Mejla ⟦pat_karin+svar@mail.example.se|MAIL!⟧ när svaret är klart.
Kontakt: ⟦E.LIND@EXAMPLE.SE|MAIL!⟧, gärna före fredag.
Patienten bor på ⟦Storgatan 12|ADDR!⟧ tillsammans med sin man.
Bosatt på ⟦Ekstigen 7 B|ADDR!⟧ utan hiss.
Adress ⟦Lilla Torget 4, 411 05 Göteborg|ADDR!⟧.
Hittades medvetslös vid ⟦Drottninggatan 88|ADDR⟧.
Ambulansen hämtade henne på ⟦Tallbacken 3|ADDR⟧ strax efter midnatt.
Hon är skriven på ⟦Sankt Eriksgatan 101 lgh 1203|ADDR!⟧.
Boendet ligger på ⟦Nobels väg 6|ADDR⟧ och har sjuksköterska dagtid.
Han bor på ⟦Åkergränd 2, 972 41 Luleå|ADDR!⟧ med sambo.
Patienten, född ⟦1950-03-12|DOB!⟧, har tidigare opererats för ljumskbråck.
Man f. ⟦12/3 1950|DOB!⟧ med långvarig hosta.
Född ⟦12 mars 1950|DOB!⟧ i Kiruna.
Kvinna född ⟦19501103|DOB!⟧ med utslag.
Födelsedatum: ⟦1981-07-22|DOB!⟧.
Födelsedag ⟦22.7.1981|DOB!⟧ enligt passet.
Tvillingarna föddes ⟦2023-11-02|DOB!⟧ med sectio.
F. ⟦51-02-09|DOB⟧, tidigare frisk.
Födelsedata ⟦510209|DOB⟧ saknas i systemet.
Född ⟦3/8 -44|DOB⟧ och fortfarande yrkesverksam.
Journalnr ⟦881234|REC!⟧ finns i vårt arkiv.
Remissnummer ⟦20240017733|REC!⟧ har försvunnit.
Remissnr: ⟦A24-99812|REC!⟧.
Se LID ⟦1234567890|REC⟧ i labbsystemet.
LID-nummer ⟦44120987|REC!⟧ gäller båda rören.
Patient-ID ⟦7781-22|REC!⟧ i studien.
Patientnummer ⟦90122|REC!⟧ hos tandläkaren.
PAD-nummer ⟦T24-10233|REC!⟧ är besvarat.
Reservnummer ⟦99K123456|REC!⟧ användes på akuten.
Vårdtillfälle-id ⟦5500123|REC!⟧ saknar epikris.
Patienten ⟦Anna Svensson|NAME⟧ inkom med feber.
Pat ⟦Karin|NAME⟧ har varit illamående i en vecka.
Fru ⟦Lindgren|NAME⟧ har fallit hemma.
Herr ⟦Åkerblom|NAME⟧ vill inte ha hemtjänst.
Fröken ⟦Ek|NAME⟧ studerar i Lund.
Hr ⟦Sten Wallin|NAME⟧ undrar över provsvaret.
Patienten heter ⟦Johan Lindqvist|NAME⟧ och bor ensam.
En kvinna vid namn ⟦Fatima Hassan|NAME⟧ sökte i natt.
Min patient ⟦Bengt-Åke|NAME⟧ har fått tillbaka sin trigeminusneuralgi.
Pat. ⟦Maj-Britt Öberg|NAME⟧ har dialys tre dagar i veckan.
Maken ⟦Stig|NAME⟧ ringer varje dag.
Sonen ⟦Erik|NAME⟧ är god man.
Hustrun ⟦Ulla Berg|NAME⟧ vårdar honom hemma.
Modern ⟦Zahra|NAME⟧ talar arabiska.
⟦Eva Johansson|NAME⟧, 58 år, har opererats för bröstcancer.
⟦Karl Nilsson|NAME⟧ född ⟦1962-08-30|DOB!⟧ har nyupptäckt diabetes.
Patientens namn: ⟦Leif Carlsson|NAME⟧.
Namn: ⟦Amina Warsame|NAME⟧, pnr ⟦030821-9856|SE!⟧.
Patienten, ⟦Rolf Lundin|NAME⟧, har lungfibros.
Pojken ⟦Wilhelm|NAME⟧ är fem år och har feberkramper.
Träffade i dag ⟦Gunilla Bergström|NAME⟧ som mår mycket bättre.
Pat ⟦Sven von Essen|NAME⟧ har fått stroke.
Hb 132, LPK 7,4, TPK 245, CRP <5, Na 139, K 4,2, kreatinin 88.
Troponin T 14 ng/L vid ankomst och 52 ng/L efter tre timmar.
PQ 180 ms, QRS 90 ms, QT 400 ms, frekvens 62.
EKG med ST-höjning 2 mm i II, III och aVF.
Sinustakykardi 118, QRS 84, QTc 452 enligt Bazett.
Blodtryck 138/84 liggande, 112/70 stående efter 3 min.
BT-serie: 180/100, 172/96, 168/94, 160/90, 158/88.
Alvedon 500 mg 2x3, Oxynorm 5 mg vb max 4 per dygn.
Furix 40 mg 1+1+0, Spironolakton 25 mg 1x1.
Heparininfusion 100 E/ml, 12 ml/h, APTT 68 s.
Noradrenalin 0,12 µg/kg/min, MAP 66.
2024-03-12 debut av hosta, 2024-03-20 feber 39,4.
Opererad 2019-05-06 och reopererad 2019-05-14.
Inlagd 240312 kl 1430, utskriven 240315.
Provtagning 2024-03-12 08:30 och 2024-03-12 14:15.
Anteckning 240312-240319 saknas.
Se Lancet 2019;394:1145-58 och BMJ 2020;368:m689.
DOI 10.1056/NEJMoa2034577 visar det motsatta.
PMID 33301246 är den enda randomiserade studien.
NCT04368728 inkluderade 43 548 deltagare.
ISRCTN83971151 är avslutad.
ISBN 9789144115924, kapitel 12.
Enligt Svensson et al 2019 är effekten liten.
Andersson och medarbetare visade 2017 att mortaliteten sjönk.
Svensson A, Karlsson B. Behandling av sepsis. Läkartidningen 2018;115:E3XR.
Ref: Johansson K et al. Acta Orthop 2016;87(3):211-8.
Nilsson (2015) och Berg (2018) kom till olika slutsats.
Diagnos I21.4 med bidiagnos E78.0 och N18.4.
KVÅ AF037, AV034 och DV054 är registrerade.
ATC C07AB02 och B01AF02 samtidigt.
Anonymt konsultationsärende K-20311 från förra veckan.
Fall nr 4711 i serien, samma bild.
Ärende 2024-00817 hos Läkemedelsverket.
Dnr 5.8.1-12345/2024 är diariefört.
MTnr 12345 och MTnr 54321 har olika hjälpämnen.
Lot 202403120017 gav inga biverkningar.
Batch 8501011234 hade samma problem.
Art.nr 0850-12345 passar inte till pumpen.
OPD 08-1234 är modellnumret.
Katetern är Ch 14, längd 40 cm, ref 021-345.
45-årig kvinna med migrän med aura sedan 20-årsåldern.
83-årig man, tidigare hjärtinfarkt 2009 och 2016.
3 mån gammal pojke, vikt 6,2 kg, matvägran.
Patienten är 62 år och röker 10 cigaretter om dagen.
Gleason 3+4, ISUP 2, PSA 8,9, volym 42 ml.
Pat Gleason 8 på samtliga biopsier från vänster lob.
pT3N1M0 R0, 4 av 22 lymfkörtlar positiva.
Patienten Crohn-behandlas med infliximab var åttonde vecka.
Pat Hodgkin sedan 2016, kontroller utan anmärkning.
Alzheimers sjukdom och Parkinsons sjukdom i samma familj.
Epleys manöver hjälpte, Dix-Hallpike negativ.
Babinski positiv på höger sida, Romberg ua.
Modern Parkinson, fadern Huntington, systern frisk.
Hennes mor hade Hashimoto och moster Graves.
Karolinska och Akademiska har olika rutiner.
Patienten Karolinska-remitterad men har inte fått tid.
Pat Metforminbehandlad med eGFR 38.
Patienten Eliquis sedan tre år, nu hematuri.
Pat Helicobacterpositiv trots två kurer.
Patienten NEWS 7 vid ankomst.
Pat ASA 3 inför höftplastik.
HR 112, AF 28, sat 88 % på luft.
MR Hjärna och MR Buk utan anmärkning.
Dr Lindberg på röntgen höll med om bedömningen.
Samråder gärna med reumatolog före insättning av Plaquenil.
Luftvägen säkrad med tub 7,5, 22 cm vid tandraden.
Urinvägen avlastad med KAD 16 Ch, 1 200 ml tappades.
Gallvägen 9 mm, inga konkrement.
Vårdplan 3 gäller från 1 april 2024.
Plan 4, sal 12, säng 2, som vanligt överbeläggning.
Avdelning 52 och mottagning 3 har olika PM.
Född i vecka 32, födelsevikt 1 640 g.
Född 1950 enligt egen uppgift, osäkert.
Barnet fött prematurt och vårdades på neo till 2024-03-12.
F.d. alkoholmissbruk, nykter sedan 2012-05.
Fr.o.m. 2024-03-12 gäller nya rutiner för antikoagulantia.
Postnr 114 28 har få fall.
Ca 15-20 ml/kg/dygn, totalt 1500-2000 ml.
EF 35-40 %, TAPSE 14 mm, PA-tryck 45+10.
Prov nr 1-3 negativa, nr 4 positiv.
Det gick 10 000 000 000 bakterier per ml.
Svar 0,25-0,50-0,75-1,0 efter spädning.
Cirka 020-050 på skalan, alltså lågt.
Hon är mamma till två barn och arbetar som lärare.
Herrarna i studien var äldre än damerna.
Patienten Och anhöriga är informerade.
PATIENTEN VILL INTE HA MER CYTOSTATIKA.
Pat. Inkommer i dag för återbesök.
Frun ringde och var orolig.
LID (levodopainducerade dyskinesier) hela eftermiddagarna.
Journal från 2019 saknas, remiss skickad 2024-02-11.
Remiss 2 av 3 är besvarad.
Jourtelefonen är avstängd, sök via växeln.
Skicka e-post @ sekretariatet så ordnar de tid.
Studien HOPE-3 och SPRINT hade olika mål.
`;
