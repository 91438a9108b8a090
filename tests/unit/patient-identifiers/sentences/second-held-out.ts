/**
 * Every third sentence of the second set (second-development.ts), written on the same day, before any rule was changed.
 * Never tune on it. ↵ stands for a line break.
 */
export const secondHeldOut = {
  sv: `
⟦Erik Lund|NAME⟧ ⟦19500101-1234|SE⟧ hosta
⟦Maria Ek|NAME⟧ (⟦440312-9820|SE!⟧) har svårt att svälja.
⟦710405-9840|SE!⟧, ⟦SVENSSON, ANNA|NAME⟧
⟦Carl von Linden|NAME⟧, född ⟦550630-9870|SE!⟧, söker för yrsel.
⟦Kim Sol Vester|NAME⟧↵⟦670815-9808|SE!⟧↵Sökorsak: bröstsmärta
⟦Zeljko Hrvat|NAME⟧ - ⟦820104-9825|SE!⟧ - svårläkt sår
⟦Tor Berg|NAME⟧ pnr ⟦150724-9850|SE!⟧, feberkramp
⟦ÅKE ÖBERG|NAME⟧ ⟦410101-9885|SE!⟧ KOL
Värdet för ⟦500101-1235|SE⟧ är oklart
Remitterad: ⟦710405–1122|SE⟧, smärta i vänster höft
CT-svar ⟦480726-8888|SE⟧ visar expansivitet
Gäller ⟦850709\u200b-9805|SE!⟧ igen
Pnr ⟦850709\u20119805|SE!⟧.
⟦850709\u2007-\u20079805|SE!⟧ svar
⟦8507\u00ad09-98\u00ad05|SE!⟧ inklistrat
⟦\uff18\uff15\uff10\uff17\uff10\uff19\uff0d\uff19\uff18\uff10\uff15|SE!⟧ i full bredd
Pat⟦850709-9805|SE!⟧
pat:⟦850709-9805|SE!⟧;hosta
⟦850709↵-9805|SE!⟧ delat av radbrytning
\`⟦850709-9805|SE!⟧\` och _⟦440312-9820|SE!⟧_
⟦850709_9805|SE!⟧ som filnamn
⟦85-07-09-9805|SE!⟧ enligt lappen
⟦850709/9805|SE!⟧
⟦850709-T980|SERES⟧ utan svenskt personnummer
Tillfälligt nr ⟦910203-K04A|SERES!⟧ gäller tills vidare
Nationellt reserv-id ⟦22850709-AB12|SERES!⟧
⟦850709-TF12|SERES⟧ turist, söker akut
⟦850769-9802|SECO!⟧ feber efter resa
⟦910364-1234|SECO⟧ utan remiss
Tel ⟦070\u200b174\u200b0605|TEL!⟧
tel.⟦070-1740605|TEL!⟧kväll
Mejla ⟦anna.svensson@exam\u00adple.com|MAIL!⟧ i dag
Skriv till ⟦anna.svensson [at] example [punkt] se|MAIL⟧
Född ⟦1950\u201103\u201112|DOB!⟧ i Kiruna
⟦Erik Lund|NAME⟧ ⟦19500101|DOB⟧ hosta sedan i går
Bor på ⟦Storgatan\u200912|ADDR!⟧ i stan
Wolff Parkinson White 1234
Provnr 850709-98 saknas
Studie 500101-1234 avslutades i förtid
Hb 145-132-118 under tre dygn
Ref 101010-1010 i fakturan
Kontrollerat 2019-05-06–2019-05-14
Plusgiro 12 34 56-7 för fonden
Vårdprogram 2023-12-01, version 4.2
Child Pugh B, Maddrey 32, MELD 18
Kultur 2024-03-12 E. coli > 100000 CFU/ml
Epic-länk 1234567890123456 fungerar inte
Hjärtfrekvens 60-80-100-120 vid arbetsprov
Remissvar: CT Buk 100123-0001 i PACS-numreringen
Thyreoglobulin 850709 enheter
Knoppbatteri 3 V CR2032-1234
`,
  fi: `
⟦131052\u200b-901X|FI!⟧ odottaa
⟦150585X956F|FI!⟧ leikkaukseen
⟦140422C989U|FI!⟧ ihottuma
pot⟦131052-901X|FI!⟧yskä
⟦Matti Virtanen|NAME⟧ ⟦131052-901X|FI!⟧ keuhkokuume
⟦Veikko Rusko|NAME⟧, s. ⟦070763-9236|FI!⟧
Hb 121-132-140, CRP 12-45
ICD-10 J18.9, ATC J01CA04
`,
  en: `
⟦Hollis, John|NAME⟧ (⟦850709-9805|SE!⟧)
Contact ⟦john\u200b.hollis@example.org|MAIL!⟧
Wolff Parkinson White 850709
`,
  nb: `
Pasient ⟦010190\u200b50188|NO!⟧
⟦85001120048|NO!⟧ uten fødselsnummer
⟦22927450260|NO!⟧ syntetisk
⟦01019050188|NO!⟧, ⟦Ola Haugen|NAME⟧
⟦010190 50189|NO⟧ feil siffer
Org.nr 974 760 673 på fakturaen
`,
  da: `
CPR ⟦1711902254|DK!⟧
⟦Mette Holm|NAME⟧ ⟦171190-2254|DK⟧
⟦171190↵-2254|DK⟧ over to linjer
Batch 171190-2254 tilbagekaldt
`,
};
