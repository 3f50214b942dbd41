//! English names, most common first; `_` stands for a space.

pub(super) const WOMEN: &str = "
Olivia Emma Charlotte Amelia Sophie Emily Sarah Jessica Laura Hannah Rachel Rebecca Lucy Megan Lauren Amy Katie Chloe
Anna Victoria Elizabeth Jennifer Michelle Nicole Natalie Samantha Stephanie Ashley Alexandra Catherine Claire Louise
Helen Alice Grace Ella Isabella Mia Ava Lily Freya Poppy Daisy Florence Evie Isla Ivy Rosie Phoebe Georgia Abigail
Zoe Imogen Eleanor Matilda Harriet Beatrice Penelope Scarlett Ruby Aurora Hazel Violet Stella Nora Madison Harper
Addison Brooke Paige Morgan Taylor Kelly Kimberly Melissa Amanda Heather Christine Angela Karen Susan Linda Patricia
Margaret Dorothy Ruth Diana Julia Caroline Philippa Rosalind Gemma Joanna Kirsty Fiona Siobhan Niamh Aoife Caitlin
Bridget Maeve Tamsin Tessa Willow Summer Autumn Jasmine Naomi Leah Esther Miriam Bethany Holly Gabrielle Genevieve
Josephine Vivienne Clementine Annabelle";

pub(super) const MEN: &str = "
James Oliver Jack Harry George Thomas William Daniel Michael David Matthew Joshua Andrew Christopher Robert John Ryan
Adam Luke Benjamin Samuel Joseph Alexander Edward Charles Henry Oscar Leo Theo Archie Freddie Max Lucas Ethan Nathan
Aaron Callum Liam Noah Mason Logan Jacob Connor Sean Patrick Kevin Brian Mark Paul Peter Simon Stephen Richard Philip
Nicholas Jonathan Dominic Sebastian Hugo Rupert Alistair Gareth";

pub(super) const SURNAMES: &str = "
Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White
Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King
Watson Baker Harrison Morgan Patel Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis Bennett Miller
Cook Shaw Cox Richardson Marshall Collins Carter Gray Murphy Gibson Adams Campbell Stewart Murray Graham Kelly Ross
Hunt Palmer Mason Holmes Mills Rogers Knight Matthews Barnes Chapman Fisher Butler Russell Barker Stevens Jenkins
Dixon Fletcher Hunter Simpson Ellis Harvey Foster Pearson Powell Webb Ford Reynolds Andrews Wells Gordon Elliott
Armstrong Payne Fox Day Lawrence West Hawkins Brooks Rose Burton Cole Wallace Porter Spencer Reid Burns Warren Lane
Perry Hamilton Grant Lawson Dean Freeman Hart Holland Wilkinson Kennedy Nelson Carr Cunningham Riley Bradley Woods
Harper Gardner Stone Price Owen Bailey Saunders Walsh Byrne Ryan Sullivan McCarthy Doyle Gallagher Doherty Kavanagh
Brennan Fitzgerald Fitzpatrick Donnelly Moran Nolan Quinn Connolly Maguire Farrell Sheridan Whelan Kearney Delaney
Sinclair Ferguson Henderson Paterson Mackenzie MacDonald Cameron Fraser Sutherland Drummond Buchanan Douglas Crawford
Lindsay Pritchard Griffiths Llewellyn Bevan Vaughan Howell Rees Lloyd Morley Whitaker Ashworth Haworth Hargreaves
Ramsbottom Worthington Cavendish Montgomery Pemberton Fairfax Kensington Whitmore Blackwood Ashford Hartley Winslow
Thornton Prescott Langley Beaumont Sterling Carlisle Lancaster Huntington Vanderbilt Rutherford Abernathy Bancroft
Caldwell Davenport Ellsworth Farnsworth Goodwin Hollister Ingram Jameson Kingsley Lockwood Merriweather Northcott
Oakley Pennington Quincy Radcliffe Stratton Townsend Underwood Vance Wakefield Yardley Atkinson Baxter Chandler Dawson
Emerson Franklin Garrison Hayes Irving Jefferson Keller Lambert Maxwell Newman Osborne Parsons Quigley Randall Sanders
Tucker Upton Vincent Weaver York Zimmerman Becker Schmidt Meyer Hoffmann Schneider Larsen Hansen Nilsson Johansson
Berg Lindqvist Dubois Laurent Moreau Rousseau Rossi Bianchi Romano Ferrari Esposito Moretti Garcia Martinez Lopez
Fernandez Silva Santos Costa Pereira Van_der_Merwe Botha Du_Plessis Nkosi Okafor Mensah Abara Nowak Kowalska Novak Horvat
Kovacs Popescu Ionescu";
