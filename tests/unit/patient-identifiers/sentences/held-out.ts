/**
 * A third of the labelled set, written and committed before the detector existed. Never tune on it: what the rules
 * miss here is what the measured numbers are about. Markup and provenance of the numbers: labelled-sentences.ts.
 */
export const heldOut = {
  sv: `
Pat med pnr ⟦480312-9826|SE!⟧ inkom med bröstsmärta i natt.
Kvinnan (⟦19380105-9894|SE!⟧) har en känd aortastenos.
Samordningsnummer ⟦900161-9817|SECO!⟧, saknar fast adress.
Remissen gäller ⟦750311 9807|SE!⟧ enligt etiketten.
⟦121212+9843|SE!⟧ fyllde hundra i fjol och är fullt orienterad.
Provet märkt ⟦195909189861|SE!⟧ var hemolyserat.
Kan vara felskrivet, personnr ⟦630928-4455|SE⟧ finns inte i systemet.
Anhörig nås på ⟦070-174 06 12|TEL!⟧ efter klockan 16.
Ring hustrun, tfn ⟦08-465 004 12|TEL!⟧, innan ni skriver ut.
Vårdcentralen svarar på ⟦0980-319 214|TEL⟧ under förmiddagen.
Skicka gärna bilderna till ⟦kirurgsekr@example.se|MAIL!⟧ så tittar jag.
Han bor på ⟦Björkvägen 14|ADDR!⟧ och har hemtjänst fyra gånger om dagen.
Hemadress: ⟦Norra Esplanaden 3 A, 903 31 Umeå|ADDR!⟧.
Olyckan skedde utanför ⟦Kungsgatan 45|ADDR⟧ sent på kvällen.
Flickan är född ⟦2016-04-04|DOB!⟧ och har följt sin kurva hittills.
Pat f. ⟦3/8 1944|DOB!⟧, tidigare väsentligen frisk.
Hon är född den ⟦17 maj 1968|DOB!⟧ och arbetar som svetsare.
Journalnummer ⟦2291847|REC!⟧ hos oss, röntgen finns i samma arkiv.
Remiss-id: ⟦RX-884102|REC!⟧, svar har dröjt i sex veckor.
Patienten ⟦Gunnar Ekström|NAME⟧ har KOL i stadium 3 och röker fortfarande.
Pat ⟦Birgitta|NAME⟧ mår bättre efter antibiotikabytet.
Fru ⟦Nordqvist|NAME⟧ avböjer operation efter samtal.
Hennes dotter ⟦Elsa|NAME⟧ är orolig för nutritionen.
⟦Lars-Erik Hedlund|NAME⟧, 71 år, söker för yrsel sedan två dygn.
En man som heter ⟦Mehmet Yilmaz|NAME⟧ har varit här tre gånger den här veckan.
Pat: ⟦Ingrid Sandberg|NAME⟧, ⟦710415-9848|SE!⟧, mobil ⟦0701740633|TEL!⟧.
Dansk turist med CPR ⟦240763-1117|DK!⟧ och akut njursten.
Norskt fødselsnummer ⟦238863 90050|NO!⟧ står i remissen.
72-årig man med förmaksflimmer och CHA2DS2-VASc 4, hur gör ni med dubbel trombocythämning?
EKG visar sinusrytm 64, PQ 212 ms, QRS 118 ms, QTc 461 ms.
Labb: Hb 98, LPK 13,4, TPK 412, CRP 187, kreatinin 143.
BT 168/92, 154/88, 149/91 och 162/95 vid fyra mätningar.
Står på metoprolol 50 mg 1x2, ramipril 5 mg 1x1 och atorvastatin 40 mg till natten.
Debut 2024-01-17, försämring 2024-02-03 och DT thorax 2024-02-09.
Diagnoserna I48.9, E11.9 och N18.3 finns sedan tidigare.
Åtgärdskod FNG02 registrerades efter PCI mot LAD.
Gleason 4+3=7, cT2cN0M0, PSA 14,6.
Enligt Lindqvist et al 2021 halverades risken efter två år.
Se Läkartidningen 2020;117:FX7R och Lancet 2019;394:1145-58.
ATC-kod N06AB04, startdos 10 mg.
Batchnummer 202311074482 återkallades av tillverkaren i våras.
Ärendenummer 240312-0017 hos IVO gäller rutinen och inte patienten.
Patienten Alzheimer-utreds på minnesmottagningen.
Pat Waranbehandlad med PK 2,6, kan vi dra tanden?
Pat med Crohn sedan 2009, nu buktande i höger fossa.
Vi gjorde Epleys manöver två gånger utan effekt.
Hela vägen 12 cm från analöppningen ses en ulceration.
Remitterad från Karolinska till Sahlgrenska för bedömning.
Postnummer 903 31 har högst incidens i länet.
Vikt 82,4 kg, längd 176 cm, BMI 26,6, GFR 54.
Patienten vårdas på avdelning 34, sal 12, sedan tre dygn.
LID i 3 timmar per dygn trots fraktionerad levodopa.
MR hjärna visar vitsubstansförändringar motsvarande Fazekas 2.
Prematur, född i vecka 27+4, nu korrigerad ålder 3 månader.
Pat är f.d. rökare sedan 1998, 35 paketår.
Insulin glargin 24 E kl 22, måltidsinsulin 8+6+10 E.
Ring 1177 eller 112, säger vi alltid.
Intox med paracetamol, s-koncentration 1 240 µmol/L fyra timmar efter intag.
PaO2 7,9, PaCO2 6,8, pH 7,31, laktat 2,4, BE -3.
Fru med två barn, arbetar heltid inom skolan.
Danska personnumret är CPR ⟦010239-4413|DK!⟧ och journalen kommer med post.
Det står ⟦280655-3728|DK⟧ på det danska receptet.
Norska journalen gäller ⟦07917150170|NO!⟧.
Person med samordningsnummer ⟦19820889-9867|SECO!⟧ söker utan remiss.
Inskannat namn och nummer: ⟦Ahmed Ali|NAME⟧ ⟦630928-9830|SE!⟧.
Frun ⟦Margareta|NAME⟧ har noterat minnessvårigheter.
Hon bor med sin mamma på ⟦Västra Hamngatan 21|ADDR!⟧.
Personnumret slutar inte i fyra siffror: ⟦19440702 9851|SE!⟧.
Svarsnummer ⟦+46 31 390 06 22|TEL!⟧ till hemsjukvården.
Provet med remissnr ⟦55-2024-7781|REC!⟧ kom bort.
Kreatininclearance 24-48 ml/min i tre prov 2024-01-02, 2024-02-02 och 2024-03-02.
Serienummer 19850709123 på pacemakern.
Medicinsk produkt med varunummer 08-4650 är slut.
Herrgården är namnet på boendet.
Remissen till Danderyd är skriven och svar väntas inom 14 dagar.
Fader Parkinson är inte längre ett begrepp som vi använder.
Patient med Guillain-Barré, FVC 1,8 L, intuberas vid 15 ml/kg.
Mottagningsbesök 2024-05-06 kl 0930, nytt besök 2024-06-10.
SBU 2023-12-14, rapport 367, sidorna 114-128.
`,
  fi: `
Potilaan hetu ⟦131052-9085|FI!⟧ näkyy lähetteessä.
Henkilötunnus: ⟦150304A921U|FI!⟧, perussairauksia ei ole.
Lähetteessä luki ⟦280939-9822|FI!⟧ ja epäily keuhkoemboliasta.
Potilas ⟦Matti Korhonen|NAME⟧ tuli päivystykseen vatsakivun vuoksi.
Rouva ⟦Lehtinen|NAME⟧ kieltäytyi leikkauksesta.
Tytär ⟦Aino|NAME⟧ tavoitettavissa numerosta ⟦040 123 4587|TEL!⟧.
Puh. ⟦+358 50 123 4598|TEL!⟧, soittoaika iltapäivällä.
Hän on syntynyt ⟦12.3.1950|DOB!⟧ ja asuu yksin.
Asuu osoitteessa ⟦Mannerheimintie 102 B, 00250 Helsinki|ADDR!⟧.
Potilasnumero ⟦4471820|REC!⟧ meidän järjestelmässämme.
Kuvat voi lähettää osoitteeseen ⟦radiologia@example.fi|MAIL!⟧.
Kaatui kotonaan, ⟦Koivukuja 5|ADDR⟧, ja löi päänsä.
68-vuotias mies, eteisvärinä ja sepelvaltimotauti, INR 2,4.
EKG: sinusrytmi 72, PQ 180 ms, QRS 96 ms, QTc 430 ms.
Verenpaineet 142/88, 138/84 ja 151/90.
Lääkityksenä bisoprololi 5 mg 1x1 ja apiksabaani 5 mg 1x2.
Oireet alkoivat 12.3.2024 ja pahenivat 15.3.2024.
CRP 88, leukosyytit 12,4, kreatiniini 104, kalium 4,1.
Diagnoosit I10, E78.0 ja J45.9.
Potilas Parkinson-lääkityksellä vuodesta 2015.
Käypä hoito -suositus 2022 ja Duodecim 2021;137:1234-41.
Syntynyt täysiaikaisena, Apgar 9/9.
Potilas kävi Meilahdessa ja Jorvissa kontrollissa.
Paracetamol 1 g x 3 ja ibuprofeeni 400 mg tarvittaessa.
Magneettikuvassa 12 mm muutos vasemmalla, kontrolli 6 kk kuluttua.
Henkilötunnus on ⟦020212A9034|FI!⟧ ja osoite puuttuu.
Aviomies ⟦Pekka|NAME⟧ huolehtii lääkkeistä.
Lääke-erä 280939-9821 ei ole henkilötunnus.
Osasto 5B, puhelinohje annettu, lääkkeet jaettu viikoksi.
`,
  en: `
Patient ⟦Margaret Collins|NAME⟧ presented with sudden visual loss.
Mrs ⟦Whitaker|NAME⟧ declined the second dose.
Her husband ⟦Tom|NAME⟧ gives the injections at home.
MRN ⟦00482913|REC!⟧, seen twice in the same week.
Medical record number: ⟦77-401-982|REC!⟧.
DOB ⟦12/03/1950|DOB!⟧, lives with her sister.
She was born on ⟦March 4, 1961|DOB!⟧ and has never smoked.
Call the daughter on ⟦+1 202-555-0143|TEL!⟧ after five.
Phone ⟦020 7946 0123|TEL!⟧ if the culture grows anything.
Results may be mailed to ⟦j.doe@clinic.example.org|MAIL!⟧.
He lives at ⟦14 Willow Lane|ADDR!⟧ and refuses home care.
Swedish personal number ⟦890523-9821|SE!⟧ was printed on the film.
A boy named ⟦Oliver Grant|NAME⟧ with recurrent croup.
Mr. ⟦O'Brien|NAME⟧ has had three falls since Easter.
58-year-old man with HFrEF, EF 25 %, NT-proBNP 4820 ng/L.
ECG: rate 88, PR 164 ms, QRS 142 ms, LBBB, QTc 488 ms.
BP 182/104, 176/98, 171/96 on three occasions.
Creatinine 212, potassium 5.9, bicarbonate 17, urea 24.
See N Engl J Med 2021;385:1845-55, PMID 34449181.
NCT03036124 and doi:10.1056/NEJMoa1911303 support this.
Amoxicillin 875 mg twice daily for 7 days, then stop.
Onset 2024-03-12, admitted 2024-03-14, intubated 2024-03-15.
Patient Global Assessment improved from 7 to 3.
Patient Health Questionnaire score 14, GAD-7 score 11.
Patient with Hodgkin lymphoma in remission since 2018.
According to Smith et al. 2019 the number needed to treat is 42.
Lot 230419850712 was recalled; expiry 2025-08.
ICD-10 C50.9, pT2 pN1a M0, ER 90 %, HER2 1+.
Born at 29 weeks, birth weight 1180 g, now 4 months old.
The Epley manoeuvre and a Dix-Hallpike test were both negative.
Patient Reported Outcomes were collected at 6 and 12 months.
Ms per cent values are not comparable between laboratories.
EU/1/12/345/001 is the registration number of the 5 mg tablet.
Norwegian visitor, identity number ⟦15895250039|NO!⟧, travelling home.
Daughter ⟦Chloe|NAME⟧ can be reached at ⟦chloe.w@example.net|MAIL!⟧.
He was found at ⟦9 Harbour Street, Dublin|ADDR⟧ by a neighbour.
DOB: ⟦7 July 1972|DOB!⟧.
Order 20240312-0017 arrived without the connector.
Patient Blue Book guidance was last revised in 2021.
Mean arterial pressure 65-70-75 over six hours, norepinephrine 0.05-0.12.
Grade 2 by Robinson (1998), grade 3 by Miller and Jones (2004).
`,
} as const;
