//! Kazakh, Filipino and Indian names in Latin letters, most common first; `_` stands for a space.

pub(super) const KAZAKH_WOMEN: &str = "
Aigerim Dana Aruzhan Aizhan Madina Ainur Zhanna Asel Gulnara Aliya Dinara Saule Zarina Kamila Tomiris Ayaulym Inkar
Moldir Bota Symbat Akmaral Ulzhan Raushan Karlygash Nazerke Perizat Togzhan Zhuldyz Botagoz Meruyert Laura Gaukhar";
pub(super) const KAZAKH_MEN: &str = "
Nurlan Daniyar Arman Yerlan Aidos Timur Askar Dias Sanzhar Alikhan Bekzat Marat Olzhas Rustem Yerbol Zhandos Kanat";
pub(super) const KAZAKH_SURNAMES: &str = "
Nurgaliyeva Akhmetova Serikbayeva Zhumabayeva Ospanova Suleimenova Abenova Bekova Kassymova Iskakova Tulegenova
Nazarbekova Yessenova Sadykova Mukhamedzhanova Omarova Kenzhebekova Baimukhanova Dzhaksybekova Abdrakhmanova Kaliyeva
Tokayeva Rakhimova Sagintayeva Zhaksylykova Amanzholova Yermekova Kozhakhmetova Shaimerdenova Tleuberdina Bozbayeva
Alimzhanova Makhmetova Utegenova Kudaibergenova Turlybekova Myrzakhmetova Sarsenbayeva Dosmukhamedova Aitbayeva";

pub(super) const FILIPINO_WOMEN: &str = "
Maria Jennifer Angelica Kristine Mary-Jane Rose-Ann Joy Grace Michelle Cherry Maricel Jocelyn Rowena Lovely Princess
Marites Analyn Jasmine Lorna Gemma Aileen Divina Imelda Corazon Luzviminda Rosalie Teresita Charmaine April-Joy Jinky
Bernadette Evangeline Marilou Ligaya";
pub(super) const FILIPINO_MEN: &str = "
Jose Mark John-Paul Christian Angelo Jericho Rodel Ronaldo Jayson Arnel Reynaldo Dennis Jomar Edgardo Benjie Rommel";
pub(super) const FILIPINO_SURNAMES: &str = "
Santos Reyes Cruz Bautista Garcia Mendoza Torres Flores Gonzales Ramos Aquino Villanueva Castillo Rivera Navarro
Mercado De_Leon Domingo Salazar Dizon Manalo Macaraeg Magsaysay Panganiban Dimaculangan Dela_Cruz Delos_Santos Pascual
Soriano Valdez Ocampo Tolentino Francisco Cabrera Evangelista Aguilar Catapang Lacson Batungbacal Sumulong";

pub(super) const INDIAN_WOMEN: &str = "
Priya Anjali Pooja Neha Divya Sneha Kavita Sunita Deepika Shreya Ananya Riya Aishwarya Lakshmi Meera Nisha Radhika
Swati Rekha Sangeeta Tanvi Ishita Kiran Aditi Bhavna Chitra Geetha Harini Jyoti Malavika Nandini Padmini Roshni Sonali
Vidya Zeenat";
pub(super) const INDIAN_MEN: &str = "
Rahul Amit Raj Arjun Vikram Sanjay Rohan Karthik Suresh Anil Vijay Aditya Nikhil Manoj Deepak Harish Pranav Siddharth";
pub(super) const INDIAN_SURNAMES: &str = "
Sharma Patel Kumar Singh Nair Menon Iyer Gupta Reddy Khan Joshi Mehta Shah Pillai Varma Rao Desai Kapoor Malhotra
Chopra Bhatia Agarwal Banerjee Mukherjee Chatterjee Das Fernandes D’Souza Pereira Krishnamurthy Subramaniam
Balasubramanian Venkataraman Ramachandran Chandrasekhar Kulkarni Deshpande Bhattacharya Gopalakrishnan Thiruvengadam";

/// The masculine form of a Kazakh surname in Latin letters.
pub(super) fn masculine(surname: &str) -> &str {
    surname.strip_suffix('a').unwrap_or(surname)
}
