/**
 * Common given names in Sweden, Finland and the English-speaking world, those of larger immigrant groups included. A hint
 * beside other hints, never evidence alone.
 */
const clear = `
Abbe Abdi Abdul Abdullah Abebe Adam Adrian Agda Agneta Agnes Ahmad Ahmed Aino Aisha Albin Aleksandra Alexander Alexandra
Alexandru Alf Alfons Alfred Ali Alice Alicia Alina Allan Alma Almaz Alva Alvar Alvin Amanda Amelia Amina Amir Amira Amna Amy
Ana Anders Andreas Andrew Andrzej Andrea Anette Angela Angelica Anita Anja Ann Anna Annamari Anna-Karin Anna-Lena Anna-Maria
Anne Anneli Annelie Annette Annica Annika Annikki Anni Ann-Britt Ann-Christin Ann-Marie Ann-Sofie Anthony Antero Antti Anton
Antonia Antonio Anya Ari Arja Arne Arthur Arto Arttu Arvid Arvo Asha Asta Astrid Athena Audrey Auli Aune August Augusta Axel Aylin
Ayan Barbara Barbro Beata Beatrice Bengt Bengt-Åke Benjamin Benny Berit Bernhard Bernt Bert Berta Bertil Betty Bettina Birger
Birgit Birgitta Birthe Björn Bogdan Boris Bosse Brian Brita Britt Britta Britt-Marie Brittany Börje Camilla Carina Carin Carl
Carla Carl-Johan Carlos Carol Carola Caroline Carolina Catarina Catharina Catherine Cathrine Cecilia Charles Charlotta Charlotte
Chloe Christel Christer Christian Christina Christine Christopher Clara Claes Clas Conny Cornelia Cristina Dagmar Dagny Dan Daniel
Daniela Danuta Dariusz David Deborah Denise Dennis Diana Dick Dilan Dimitri Donald Doris Dorothy Douglas Dragan Ebba Ebbe Eddie
Edit Edith Edvard Edward Eero Eeva Eila Eija Einar Eino Eivor Elena Eleanor Eleonora Eli Elias Elin Elina Elis Elisabet Elisabeth
Elizabeth Ella Ellen Ellie Ellinor Elma Elmi Elna Elof Elsa Else Elsie Elvira Emelie Emil Emilia Emily Emina Emma Emmi Emmanuel
Enni Eric Erik Erika Erkki Erland Erling Ernst Esa Esko Esra Ester Esther Ethan Eugen Eva Eva-Lena Evald Evelina Evelyn Eveliina
Ewa Fadi Farah Fatima Fatuma Fatma Felicia Felix Filip Filippa Finn Florence Folke Frances Frank Fredric Fredrik Frida Fritz Gabriel
Gabriella Geir George Georg Georgia Gerd Gerda Gerhard Gertrud Gideon Gillis Gisela Gittan Gottfrid Greger Greta Gudrun Gun Gunborg
Gunhild Gunilla Gunnar Gunnel Gunvor Gustaf Gustav Göran Gösta Göte Habiba Hadi Hadija Haidar Hamid Hamza Hana Hanna Hannah Hannele
Hannes Hannu Hans Hans-Erik Harald Harri Harriet Harry Hassan Hasse Hedda Hedvig Heidi Heikki Helen Helena Helene Helge Helga Helmer
Helmi Helvi Henna Henning Henri Henriette Henrik Henry Herbert Herman Hilda Hilde Hilding Hilkka Hilma Hiwa Hjalmar Holger Hugo
Huda Hussein Ibrahim Ida Iida Ilkka Ilona Ilse Ilya Ilmari Inga Inga-Lill Inge Ingeborg Ingegerd Ingela Ingemar Inger Ingmar Ingrid
Ingvar Inka Inkeri Ioana Irene Irena Irina Iris Irma Isa Isaac Isabel Isabell Isabella Isabelle Isak Ismail Ivan Ivar Jaakko Jack
Jackie Jacob Jacqueline Jadwiga Jakob Jamal James Jamila Jan Jan-Erik Jan-Olof Jana Jane Janet Jani Janina Janne Jari Jarmo Jasmin
Jasmine Jason Jean Jeanette Jeff Jeffrey Jelena Jennie Jennifer Jenny Jens Jerry Jerzy Jesper Jessica Jimmy Joakim Joan Joanna
Joel Johan Johanna Johannes John Johnny Jon Jonas Jonathan Jonna Jonny Joonas Jorge Jorma José Josef Josefin Josefina Joseph Josephine
Joshua Jouko Jouni Juan Juha Juhani Juho Jukka Julia Julian Julie Jussi Justin Jyrki Jöns Jörgen Kaarina Kai Kaija Kaisa Kaj Kajsa
Kalevi Kalle Karen Kari Karim Karin Karl Karl-Erik Karl-Gustav Karoliina Karolina Katarina Katariina Kate Katherine Kathleen Kathryn
Katja Katri Katrin Katrina Kauko Keijo Keith Kelly Kenneth Kent Kerstin Kevin Khadija Khaled Khalid Kimmo Kirsi Kirsten Kirsti
Kirsty Kjell Klara Klas Knut Krister Kristian Kristiina Kristin Kristina Kristofer Kristoffer Krystyna Kurt Kyllikki Kyösti Käthe
Laila Lars Lars-Erik Lars-Göran Lars-Åke Lasse Laura Lauri Lauren Laurence Lea Leena Leif Leila Leila Lena Lennart Leo Leon Leonard
Leonor Leyla Lidia Lien Liisa Lilian Lilly Linda Linn Linnea Linnéa Linus Lisa Lisbeth Lise Lise-Lotte Liselott Lizzie Lotta Lotten
Louis Louise Lovisa Lovis Lucas Lucia Lucy Ludmila Ludvig Luis Lukas Luna Lydia Maarit Magda Magdalena Magnus Mahmoud Mahmud Maija
Maj-Britt Maja Malin Malte Manuel Marcel Marcin Marco Marcus Margaret Margareta Margareth Margaretha Margit Margot Mari Maria Mariam
Marian Marianne Marie Mariana Marika Marina Mario Marion Marit Marita Marja Marjatta Marju Markku Marko Markus Marlene Marta Martha
Martin Martina Martta Mary Maryam Mateo Mathias Mathilda Matilda Matias Mats Matteus Matthew Matthias Matti Mattias Maud Maurice
Mehmet Mehdi Melissa Melker Merja Mia Michael Michaela Michelle Miguel Mihai Miia Mika Mikael Mikaela Mikko Milan Milena Milla Milo
Minna Minh Mira Mirja Miriam Mirjam Mohamad Mohamed Mohammad Mohammed Mohamud Moa Molly Mona Monica Monika Morgan Morten Moses Muhammad
Mustafa Märta Måns Maaria Nada Nadia Nadja Nahid Nancy Naomi Nasrin Natalia Natalie Natasha Nathan Nawal Nea Neea Nella Nellie Nelly
Nicholas Niclas Nicolas Nicole Nicola Niina Niilo Niklas Nikolai Nils Nils-Erik Nina Ninni Noah Noel Noomi Noor Nour Ola Olav Olavi
Olena Oleksandr Olga Oliver Olivia Olle Olli Olof Onni Orvokki Osama Oscar Oskar Oskari Ossian Otto Ove Owen Paavo Pamela Patricia
Patricio Patrick Patrik Paul Paula Paulina Pauline Pedro Peggy Pekka Pelle Per Per-Erik Per-Olof Peder Pernilla Pertti Peter
Petra Petri Petronella Petter Petteri Philip Phillip Piia Pirjo Pirkko Pia Piotr Pontus Pär Rabia Rachel Radek Rafael Ragnar Ragnhild
Raija Raili Raimo Ralf Ralph Ramona Rania Rasmus Rauno Rebecca Rebecka Rebekka Reidar Reijo Reima Reino Renée Reza Ricardo Richard
Rickard Riikka Riitta Rikard Rita Ritva Robert Roberta Roberto Robin Roger Roland Rolf Roman Ronald Ronja Ronny Roope Rose-Marie Roza
Rune Rut Ruth Ryan Saara Sabina Sabine Sabrina Sadia Said Saila Salim Salma Sakari Sally Salme Sam Samantha Sami Samir Samira Samuel
Sandra Sanna Sanni Santeri Sara Sarah Sari Satu Saskia Scott Sean Sebastian Seija Selma Selim Seppo Sergej Sergei Sharon Shirin Shirley
Sigbritt Sigge Signe Sigrid Sigurd Sigvard Siiri Silja Silvia Simon Simone Sini Siri Sirkka Sirpa Siv Sixten Sofia Sofie Solveig Sonja
Sonya Soraya Staffan Stanley Stefan Stefanie Stella Stellan Stephanie Stephen Steve Steven Stig Stina Sture Suad Sulo Sumaya Sune Susan
Susana Susann Susanna Susanne Suvi Svante Svea Sven Sven-Erik Sven-Olof Svetlana Swen Sylvia Sylvi Synnöve Taina Taneli Tanja Tapani Tapio
Tarja Tatiana Tatjana Taru Teemu Tekla Teodor Teresa Terese Terhi Teresia Terttu Teppo Tesfaye Thea Thelma Theodor Theresa Therese Thi
Thomas Thor Thorsten Tiina Tilda Tilde Timo Timothy Tina Tobias Toini Toivo Tom Tomas Tomasz Tommi Tommy Toni Tor Torbjörn Tord Tore
Torgny Torkel Torsten Tracey Tuija Tuire Tuomas Tuomo Tuula Tuulikki Tyra Tyyne Tytti Ulf Ulla Ulla-Britt Ulrica Ulrika Uno Urban Urho
Ursula Vadim Valborg Valdemar Valentina Valeria Valter Vanessa Veera Veijo Veikko Venla Vera Verner Veronica Veronika Vesa Victor Victoria
Vieno Vidar Viggo Viivi Viktor Viktoria Vilgot Vilhelm Vilho Vilja Ville Vilma Vincent Viola Virpi Virve Viveka Vivianne Vladimir Volodymyr
Wael Waleed Walter Wanja Wendy Wenche Werner Wilhelm Wilhelmina William Wilma Xenia Ylva Yasmin Yasmine Yngve Yohannes Yonas Yrjö Youssef
Yusuf Yvette Yvonne Zahra Zainab Zaynab Zara Zebastian Zeinab Zelda Zoe Zofia Zoran Liam Theo Milton Frans Charlie Alve Edvin Elvin Melvin Casper Kasper Nicolina Tuva Thyra Juni Saga Freja Livia Lova Nora Elise
Meja Sigfrid Ingegärd Gulli Gullan Elsy Maj-Lis Iréne Gun-Britt Ann-Mari Kjerstin Torvald Evert Helmut Hilmer Abdulkadir Abdirahman Hodan
Hibo Fadumo Asad Bashir Firas Ghassan Haider Ihsan Jawad Karwan Kawa Laith Mazen Nidal Omar Osman Qasim Rami Rawan Saad Tariq Walid Yahya
Zaid Ziad Shilan Rojin Berivan Azad Sherwan Wojciech Agnieszka Katarzyna Małgorzata Ewelina Jarosław Krzysztof Paweł Grzegorz Goran Slobodan
Ljiljana Snezana Mirjana Vesna Zlatan Nenad Dejan Thanh Nguyen Linh Somchai Priya Rajesh Sanjay Anil Deepa Lakshmi Selam Tekle Abeba Tsegay
Merhawi Ashley Brandon Brenda Bruce Cheryl Craig Cynthia Darren Debra Derek Diane Donna Duncan Eileen Fiona Gareth Gary Geoffrey Gillian Gordon
Graham Gregory Heather Hilary Howard Hugh Isla Janice Jill Joanne Joyce Judith Judy Kathy Keira Kimberly Larry Leah Leslie Lewis Lindsey
Lorraine Malcolm Marilyn Maureen Megan Melanie Neil Nigel Noreen Norma Norman Phyllis Raymond Rodney Rosemary Rupert Russell Sheila Sophie
Stuart Terry Tracy Trevor Vivian Wayne Aatu Aarne Aki Anssi Arvi Eetu Eljas Ensio Heli Hilla Iiris Ilmo Irja Jaana Janika Jonne Kirsikka
Kreeta Lenni Maiju Maire Mauno Mauri Mervi Mirva Nelli Niko Nooa Oona Outi Päivi Päivikki Pauli Pentti Risto Saku Sisko Sirkku Soile Taisto
Tauno Teija Tero Tuukka Urpo Valtteri Viljo Väinö Kaisu Marjukka Orvo Reetta Riku Sampo Zeynep Marek Mirela Rashid Pavel Igor Oleg Natalya
Åke Åsa Åse Älva Örjan Östen Øyvind Øystein Søren
`;

/** Names that are also ordinary words, months, places or eponyms. Believed only right behind a word such as "patienten". */
const ambiguous = `
Bo Liv My Max Sol Tove Rose Mark Grace Hope May June April Will Bill Pat Sky Faith Joy Ray Dean Grant Art Gene Guy Jo Kim Lee Ulv
Sten Björk Ek Rosa Viola Iris Sven-Göran Maj Dag Odd Even Lo Tim Jim Ben Don Ed Al Ian Amber Ruby Pearl Olive Ivy Daisy Lily Violet
Sandy Robin Jesse Taylor Parker Carter Mason Blake Tyler Jordan Kaarlo Ahti Lumi Toivo Rauha Onni Oiva Impi Armas Sulo Lempi Satu Taimi
Tuuli Meri Sade Kielo Lahja Vappu Ilta Sini Pilvi Kai Mira Nova Cleo Bella Dina Din Vera Maya Alba Stella Luna Vide Love Frej Loke Ängla
`;

const words = (list: string) => list.split(/\s+/).filter((name) => name !== '');

export const ambiguousFirstNames: ReadonlySet<string> = new Set(words(ambiguous));
export const firstNames: ReadonlySet<string> = new Set([...words(clear), ...words(ambiguous)]);
